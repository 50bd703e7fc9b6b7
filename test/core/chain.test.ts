import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chainTo, chainTree, descendants, type ChainNode } from "#core/edit/chain.ts";
import { editId, type EditId } from "#core/ids.ts";
import { uuidV7 } from "#core/uuid.ts";

interface Link {
  readonly editId: EditId;
  readonly parentEditId?: EditId;
  readonly status: "completed";
}

const id = (n: number): EditId => editId.parse(uuidV7(n, new Uint8Array(10)));

/** Edits made one after the other, each on the original or on an earlier one, delivered in any order. */
const anyHistory: fc.Arbitrary<readonly Link[]> = fc
  .array(fc.nat(), { minLength: 1, maxLength: 30 })
  .map((picks) =>
    picks.map((pick, n): Link => {
      const parent = pick % (n + 1);
      return {
        editId: id(n + 1),
        status: "completed",
        ...(parent === 0 ? {} : { parentEditId: id(parent) }),
      };
    }),
  )
  .chain((links) => fc.shuffledSubarray([...links], { minLength: links.length }));

const count = (nodes: readonly ChainNode<Link>[]): number =>
  nodes.reduce((sum, node) => sum + 1 + count(node.children), 0);

describe("a chain", () => {
  it("shows every edit exactly once, whatever is branched and in whatever order it arrives", () => {
    fc.assert(
      fc.property(anyHistory, (edits) => {
        expect(count(chainTree(edits))).toBe(edits.length);
      }),
    );
  });

  it("puts each edit under the edit it was made on", () => {
    const check = (nodes: readonly ChainNode<Link>[], parent?: EditId): void => {
      for (const node of nodes) {
        expect(node.edit.parentEditId).toBe(parent);
        check(node.children, node.edit.editId);
      }
    };
    fc.assert(
      fc.property(anyHistory, (edits) => {
        check(chainTree(edits));
      }),
    );
  });

  it("leads from the original to the edit, oldest first", () => {
    fc.assert(
      fc.property(anyHistory, (edits) => {
        for (const last of edits) {
          const chain = chainTo(edits, last.editId);
          expect(chain.at(-1)).toBe(last);
          expect(chain[0]?.parentEditId).toBeUndefined();
          chain.slice(1).forEach((edit, n) => expect(edit.parentEditId).toBe(chain[n]?.editId));
        }
      }),
    );
  });

  it("keeps what was made on a deleted edit in sight", () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(), (edits, pick) => {
        const left = edits.filter((_, n) => n !== pick % edits.length);
        expect(count(chainTree(left))).toBe(left.length);
      }),
    );
  });

  it("finds what was made on an edit: all whose chain passes through it", () => {
    fc.assert(
      fc.property(anyHistory, (edits) => {
        for (const edit of edits) {
          const through = edits.filter(
            (other) => other !== edit && chainTo(edits, other.editId).includes(edit),
          );
          expect(new Set(descendants(edits, edit.editId))).toEqual(new Set(through));
        }
      }),
    );
  });

  it("does not hang on a circle", () => {
    const circle: Link[] = [
      { editId: id(1), parentEditId: id(2), status: "completed" },
      { editId: id(2), parentEditId: id(1), status: "completed" },
    ];
    expect(chainTo(circle, id(1)).length).toBeLessThanOrEqual(2);
  });
});
