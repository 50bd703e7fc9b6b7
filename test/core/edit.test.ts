import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canBecome, editStatuses, isWaiting, statusesBefore, type EditStatus } from "#core/edit/edit.ts";
import { actionsOf, mayDo } from "#core/edit/preview.ts";

const anyStatus = fc.constantFrom(...editStatuses);

describe("an edit's status", () => {
  it("never leaves failed or corrupted", () => {
    fc.assert(
      fc.property(anyStatus, (to) => {
        expect(canBecome("failed", to)).toBe(false);
        expect(canBecome("corrupted", to)).toBe(false);
      }),
    );
  });

  it("reaches completed through preview only", () => {
    expect(statusesBefore("completed")).toEqual(["preview"]);
  });

  it("reads the same forwards and backwards", () => {
    fc.assert(
      fc.property(anyStatus, anyStatus, (from, to) => {
        expect(statusesBefore(to).includes(from)).toBe(canBecome(from, to));
      }),
    );
  });

  it("never goes back to pending", () => {
    expect(statusesBefore("pending")).toEqual([]);
  });
});

describe("what a person may do with an edit", () => {
  it("offers accept, regenerate and cancel on a preview (property 17)", () => {
    expect(actionsOf("preview")).toEqual(["accept", "regenerate", "cancel"]);
  });

  it("lets only a preview be accepted", () => {
    const accepting = editStatuses.filter((status) => mayDo(status, "accept"));
    expect(accepting).toEqual<EditStatus[]>(["preview"]);
  });

  it("lets every waiting edit be cancelled", () => {
    for (const status of editStatuses.filter(isWaiting)) expect(mayDo(status, "cancel")).toBe(true);
  });
});
