/** Which photos of a grid are chosen. Off: a tap opens a photo; on: it chooses one. */
export type Selection =
  | { readonly state: "off" }
  | {
      readonly state: "on";
      readonly chosen: ReadonlySet<string>;
      /** Where a run with Shift begins. */
      readonly anchor: string | undefined;
    };

export type SelectionEvent =
  | { readonly type: "begin" }
  | { readonly type: "toggle"; readonly id: string }
  /** From the anchor to here, everything between them. */
  | { readonly type: "reach"; readonly id: string; readonly from: string; readonly order: readonly string[] }
  | { readonly type: "all"; readonly order: readonly string[] }
  | { readonly type: "none" }
  | { readonly type: "end" };

export const noSelection: Selection = { state: "off" };

export function select(selection: Selection, event: SelectionEvent): Selection {
  const chosen = selection.state === "on" ? selection.chosen : new Set<string>();
  const anchor = selection.state === "on" ? selection.anchor : undefined;
  switch (event.type) {
    case "begin":
      return { state: "on", chosen, anchor };
    case "toggle": {
      const next = new Set(chosen);
      if (!next.delete(event.id)) next.add(event.id);
      return { state: "on", chosen: next, anchor: event.id };
    }
    case "reach": {
      const start = anchor ?? event.from;
      return {
        state: "on",
        chosen: new Set([...chosen, ...between(event.order, start, event.id)]),
        anchor: start,
      };
    }
    case "all":
      return { state: "on", chosen: new Set(event.order), anchor };
    case "none":
      return { state: "on", chosen: new Set(), anchor: undefined };
    case "end":
      return noSelection;
  }
}

/** Those still there, in the order of the grid: what has left meanwhile is not chosen any more. */
export const chosenOf = <T>(
  selection: Selection,
  items: readonly T[],
  idOf: (item: T) => string,
): readonly T[] => (selection.state === "on" ? items.filter((item) => selection.chosen.has(idOf(item))) : []);

function between(order: readonly string[], a: string, b: string): readonly string[] {
  const [from, to] = [order.indexOf(a), order.indexOf(b)];
  if (to < 0) return [];
  if (from < 0) return [b];
  return order.slice(Math.min(from, to), Math.max(from, to) + 1);
}
