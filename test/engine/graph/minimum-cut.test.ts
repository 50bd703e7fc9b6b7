import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CutGraph, minimumCut } from "#engine/graph/minimum-cut.ts";

interface Arc {
  readonly from: number;
  readonly to: number;
  readonly there: number;
  readonly back: number;
}

function graphOf(towards: readonly number[], arcs: readonly Arc[]): CutGraph {
  const first = new Int32Array(towards.length).fill(-1);
  const to = new Int32Array(arcs.length * 2);
  const next = new Int32Array(arcs.length * 2);
  const capacity = new Float32Array(arcs.length * 2);
  for (const [e, arc] of arcs.entries()) {
    to.set([arc.to, arc.from], 2 * e);
    capacity.set([arc.there, arc.back], 2 * e);
    next.set([first[arc.from] ?? -1], 2 * e);
    first[arc.from] = 2 * e;
    next.set([first[arc.to] ?? -1], 2 * e + 1);
    first[arc.to] = 2 * e + 1;
  }
  return { towards: Float32Array.from(towards), first, to, next, capacity };
}

/** What it costs to give the nodes with a 1 to the sink. */
function costOf(isSink: ArrayLike<number>, towards: readonly number[], arcs: readonly Arc[]): number {
  let sum = 0;
  for (const [i, v] of towards.entries()) sum += isSink[i] === 1 ? Math.max(0, v) : Math.max(0, -v);
  for (const { from, to, there, back } of arcs) {
    if (isSink[from] === 0 && isSink[to] === 1) sum += there;
    if (isSink[to] === 0 && isSink[from] === 1) sum += back;
  }
  return sum;
}

const capacities = fc.integer({ min: 0, max: 9 });
const graphs = fc.integer({ min: 2, max: 8 }).chain((n) => {
  const node = fc.integer({ min: 0, max: n - 1 });
  return fc.record({
    towards: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n, maxLength: n }),
    arcs: fc.array(
      fc
        .record({ from: node, to: node, there: capacities, back: capacities })
        .filter(({ from, to }) => from !== to),
      { maxLength: 20 },
    ),
  });
});

describe("cutting a graph", () => {
  it("finds no dearer cut than the cheapest of all", () => {
    fc.assert(
      fc.property(graphs, ({ towards, arcs }) => {
        let least = Infinity;
        for (let bits = 0; bits < 1 << towards.length; bits++)
          least = Math.min(
            least,
            costOf(
              towards.map((_, i) => (bits >> i) & 1),
              towards,
              arcs,
            ),
          );
        expect(costOf(minimumCut(graphOf(towards, arcs)), towards, arcs)).toBe(least);
      }),
      { numRuns: 300 },
    );
  });
});
