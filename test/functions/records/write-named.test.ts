import { describe, expect, it } from "vitest";
import { type Change } from "#functions/ports.ts";
import { writeNamed } from "#functions/records/write-named.ts";

const check = (PK: string): Change => ({ kind: "check", key: { PK, SK: "x" }, when: "present" });

describe("changes written by name", () => {
  it("says which conditions did not hold, whichever changes were left out", async () => {
    const asked: (readonly Change[])[] = [];
    const records = {
      async write(changes: readonly Change[]) {
        asked.push(changes);
        return { ok: false, failed: [0, 2] } as const;
      },
    };
    const failed = await writeNamed(records, {
      first: check("a"),
      leftOut: undefined,
      second: check("b"),
      third: check("c"),
    });
    expect(asked).toEqual([[check("a"), check("b"), check("c")]]);
    expect(failed).toEqual(new Set(["first", "third"]));
  });

  it("says undefined when all are written, and names none when another write was in the way", async () => {
    const written = { write: async () => ({ ok: true }) as const };
    const inTheWay = { write: async () => ({ ok: false, failed: [] }) as const };
    expect(await writeNamed(written, { only: check("a") })).toBeUndefined();
    expect(await writeNamed(inTheWay, { only: check("a") })).toEqual(new Set());
  });
});
