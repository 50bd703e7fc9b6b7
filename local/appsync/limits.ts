import { Kind, visit, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from "graphql";
import { AppSyncError } from "./appsync-error.ts";

/** What a document may cost. AppSync lets an API set the depth and the number of resolvers; body size is its own. */
export const limits = {
  bodyBytes: 1_000_000,
  documentChars: 32_000,
  depth: 10,
  /** Fields of one document, fragments counted each time they are spread. Aliases count like any other field. */
  fields: 1000,
  /** Root fields run a resolver each. */
  rootFields: 50,
  resolverMs: 30_000,
} as const;

/** Throws AppSyncError for a document beyond the limits. It must have been validated: fragments may not be circular. */
export function refuseCostly(document: DocumentNode): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const costs = new Map<string, Cost>();
  const costOf = (selections: SelectionSetNode | undefined): Cost => {
    let total: Cost = { depth: 0, fields: 0, own: 0 };
    for (const selection of selections?.selections ?? []) {
      switch (selection.kind) {
        case Kind.FIELD: {
          const below = costOf(selection.selectionSet);
          total = sum(total, { depth: below.depth + 1, fields: below.fields + 1, own: 1 });
          break;
        }
        case Kind.INLINE_FRAGMENT:
          total = sum(total, costOf(selection.selectionSet));
          break;
        case Kind.FRAGMENT_SPREAD: {
          const { value: name } = selection.name;
          // Remembered, so that fragments doubling fragments are counted, not walked.
          const cost = costs.get(name) ?? costOf(fragments.get(name)?.selectionSet);
          costs.set(name, cost);
          total = sum(total, cost);
          break;
        }
      }
    }
    return total;
  };
  visit(document, {
    OperationDefinition(operation) {
      const { depth, fields, own } = costOf(operation.selectionSet);
      if (depth > limits.depth) throw tooCostly(`query depth ${depth} exceeds ${limits.depth}`);
      if (fields > limits.fields) throw tooCostly(`${fields} fields exceed ${limits.fields}`);
      if (own > limits.rootFields) throw tooCostly(`${own} resolvers exceed ${limits.rootFields}`);
      return false;
    },
  });
}

interface Cost {
  readonly depth: number;
  readonly fields: number;
  /** Fields at this level itself. */
  readonly own: number;
}

const sum = (a: Cost, b: Cost): Cost => ({
  depth: Math.max(a.depth, b.depth),
  fields: a.fields + b.fields,
  own: a.own + b.own,
});

const tooCostly = (what: string): AppSyncError =>
  new AppSyncError(`Query limit reached: ${what}.`, "QueryLimitExceeded");
