import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Records } from "#functions/ports.ts";
import { type Item } from "#functions/records/item.ts";

/** What every table must do: run against the one in memory and the one in DynamoDB, so that they cannot drift apart. */
export function recordsContract(name: string, open: () => Records): void {
  const anItem = (more: Partial<Item> = {}): Item => ({
    PK: `USER#${randomUUID()}`,
    SK: "EDIT#1",
    EntityType: "EditRecord",
    Data: { words: "Küche", list: [1, 2.5], nested: { is: true } },
    CreatedAt: 1,
    UpdatedAt: 2,
    Version: 1,
    ...more,
  });
  const keyOf = ({ PK, SK }: Item) => ({ PK, SK });
  const put = (item: Item, when: "absent" | "always" = "always") => ({ kind: "put", item, when }) as const;

  describe(`records in ${name}`, () => {
    it("gives back exactly what was put, and undefined for what was not", async () => {
      const records = open();
      const item = anItem({ TTL: 9, Lease: { work: "a", run: "b", untilMs: 3 }, GSI1PK: "x", GSI1SK: "y" });
      expect(await records.write([put(item)])).toEqual({ ok: true });
      expect(await records.get(keyOf(item))).toEqual(item);
      expect(await records.get({ ...keyOf(item), SK: "EDIT#2" })).toBeUndefined();
    });

    it("writes only what its condition allows, and says so", async () => {
      const records = open();
      const item = anItem();
      await records.write([put(item)]);
      const refused = { ok: false, failed: [0] };
      expect(await records.write([put(item, "absent")])).toEqual(refused);
      const newer = { ...item, Version: 2 };
      expect(await records.write([{ kind: "put", item: newer, when: { version: 7 } }])).toEqual(refused);
      expect(await records.get(keyOf(item))).toEqual(item);
      expect(await records.write([{ kind: "put", item: newer, when: { version: 1 } }])).toEqual({ ok: true });
      expect(await records.write([{ kind: "remove", key: keyOf(item), when: { version: 1 } }])).toEqual(
        refused,
      );
      expect(await records.write([{ kind: "remove", key: keyOf(item), when: { version: 2 } }])).toEqual({
        ok: true,
      });
      expect(await records.write([{ kind: "remove", key: keyOf(item), when: "always" }])).toEqual({
        ok: true,
      });
    });

    it("writes all or nothing, and names what stood against it", async () => {
      const records = open();
      const there = anItem();
      const fresh = { ...there, SK: "EDIT#2" };
      await records.write([put(there)]);
      const gone = { PK: there.PK, SK: "IMAGE#1" };
      expect(
        await records.write([
          put(fresh, "absent"),
          put(there, "absent"),
          { kind: "check", key: gone, when: "present" },
        ]),
      ).toEqual({ ok: false, failed: [1, 2] });
      expect(await records.get(keyOf(fresh))).toBeUndefined();
      expect(
        await records.write([put(fresh, "absent"), { kind: "check", key: keyOf(there), when: "present" }]),
      ).toEqual({ ok: true });
      expect(await records.get(keyOf(fresh))).toEqual(fresh);
    });

    it("lets exactly as many through as a counter allows, however many come at once", async () => {
      const records = open();
      const PK = `USER#${randomUUID()}`;
      const use = (n: number) =>
        records.write([
          {
            kind: "count",
            key: { PK, SK: "LIMIT#edits#now" },
            by: 1,
            most: 5,
            nowMs: 1,
            expiresAtSeconds: 4_000_000_000,
          },
          put(anItem({ PK, SK: `EDIT#${n}` }), "absent"),
        ]);
      const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => use(n)));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
      expect(answers.filter((answer) => !answer.ok && answer.failed.includes(0))).toHaveLength(7);
      expect((await records.page({ PK, prefix: "EDIT#", limit: 50 })).items).toHaveLength(5);
    });

    it("lets one of many writers that read the same version win", async () => {
      const records = open();
      const item = anItem();
      await records.write([put(item)]);
      const next = { ...item, Version: 2 };
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => records.write([{ kind: "put", item: next, when: { version: 1 } }])),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    });

    it("pages through one partition and one kind, newest first", async () => {
      const records = open();
      const PK = `USER#${randomUUID()}`;
      const sks = ["EDIT#1", "EDIT#2", "EDIT#3", "EDIT#4", "EDIT#5"];
      for (const SK of [...sks, "IMAGE#1"]) await records.write([put(anItem({ PK, SK }))]);
      await records.write([put(anItem({ SK: "EDIT#9" }))]);
      const first = await records.page({ PK, prefix: "EDIT#", limit: 3 });
      expect(first.items.map(({ SK }) => SK)).toEqual(["EDIT#5", "EDIT#4", "EDIT#3"]);
      expect(first.more).toBe(true);
      const second = await records.page({ PK, prefix: "EDIT#", limit: 3, after: "EDIT#3" });
      expect(second.items.map(({ SK }) => SK)).toEqual(["EDIT#2", "EDIT#1"]);
      expect(second.more).toBe(false);
    });

    it("pages through the index of one image, newest first", async () => {
      const records = open();
      const PK = `USER#${randomUUID()}`;
      const GSI1PK = `IMAGE#${randomUUID()}`;
      for (const n of [1, 2, 3])
        await records.write([put(anItem({ PK, SK: `EDIT#${n}`, GSI1PK, GSI1SK: `EDIT#${n}` }))]);
      const page = await records.indexPage({ GSI1PK, limit: 2 });
      expect(page.items.map(({ SK }) => SK)).toEqual(["EDIT#3", "EDIT#2"]);
      const rest = await records.indexPage({
        GSI1PK,
        limit: 2,
        after: { PK, SK: "EDIT#2", GSI1SK: "EDIT#2" },
      });
      expect(rest.items.map(({ SK }) => SK)).toEqual(["EDIT#1"]);
    });
  });
}
