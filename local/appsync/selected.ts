import { Kind, type FragmentDefinitionNode, type SelectionSetNode } from "graphql";

/**
 * The part of `value` that `selections` names, by field name whatever the alias: what a mutation gives its
 * subscribers. Fields nobody selected are absent, and reach a subscriber as null.
 */
export function selected(
  value: unknown,
  selections: SelectionSetNode | undefined,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => selected(item, selections, fragments));
  if (selections === undefined || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(selectedEntries(new Map(Object.entries(value)), selections, fragments));
}

function selectedEntries(
  fields: ReadonlyMap<string, unknown>,
  selections: SelectionSetNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): [string, unknown][] {
  return selections.selections.flatMap((selection) => {
    switch (selection.kind) {
      case Kind.FIELD: {
        const name = selection.name.value;
        return fields.has(name)
          ? [[name, selected(fields.get(name), selection.selectionSet, fragments)]]
          : [];
      }
      case Kind.INLINE_FRAGMENT:
        return selectedEntries(fields, selection.selectionSet, fragments);
      case Kind.FRAGMENT_SPREAD: {
        const fragment = fragments[selection.name.value];
        return fragment === undefined ? [] : selectedEntries(fields, fragment.selectionSet, fragments);
      }
    }
  });
}
