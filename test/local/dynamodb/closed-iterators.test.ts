import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openDynaliteCore } from "#local/dynamodb/dynalite-core.ts";

const TableName = "reimagine";
let core: ReturnType<typeof openDynaliteCore>;
/** What the database was asked to keep open, and is not rid of yet. */
let held: Set<unknown>;

const run = async (operation: string, input: object) =>
  core.run(operation, core.parse(operation, { TableName, ...input }));

beforeEach(async () => {
  core = openDynaliteCore(mkdtempSync(join(tmpdir(), "reimagine-test-")));
  held = new Set();
  await core.store.db.open();
  watch(core.store.db);
  const key = (AttributeName: string, KeyType: string): object => ({ AttributeName, KeyType });
  await run("CreateTable", {
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: ["PK", "SK"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: [key("PK", "HASH"), key("SK", "RANGE")],
  });
  // A table is there a moment after it was asked for.
  await vi.waitFor(async () => {
    if ((await core.table(TableName)).TableStatus !== "ACTIVE") throw new Error("not yet");
  });
  for (let n = 0; n < 30; n++) await run("PutItem", { Item: { PK: { S: "p" }, SK: { S: `${n}` } } });
});
afterEach(() => core.store.db.close());

/** abstract-level's own hooks: every iterator comes by the first when it is made and by the second once it is closed. */
function watch(db: object): void {
  const { attachResource, detachResource } = db as Record<string, (resource: unknown) => void>;
  Object.assign(db, {
    attachResource(resource: unknown) {
      held.add(resource);
      attachResource?.call(db, resource);
    },
    detachResource(resource: unknown) {
      held.delete(resource);
      detachResource?.call(db, resource);
    },
  });
}

it.each([
  ["a query to its end", "Query", {}, 30],
  ["a query that leaves most unread", "Query", { Limit: 2 }, 2],
  ["a query that finds nothing", "Query", { ExpressionAttributeValues: { ":p": { S: "q" } } }, 0],
  ["a scan", "Scan", {}, 30],
])("%s leaves nothing open in the database", async (_, operation, more, count) => {
  const ofOne = {
    KeyConditionExpression: "PK = :p",
    ExpressionAttributeValues: { ":p": { S: "p" } },
  };
  const made = vi.spyOn(held, "add");
  const found = await run(operation, { ...(operation === "Query" ? ofOne : {}), ...more });
  expect(found["Count"]).toBe(count);
  expect(made).toHaveBeenCalled();
  await vi.waitFor(() => expect(held.size).toBe(0));
});
