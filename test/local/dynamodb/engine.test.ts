import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Engine, openEngine } from "#local/dynamodb/engine.ts";
import { ensureTable } from "#local/dynamodb/table.ts";

const TableName = "reimagine";
let engine: Engine;
let path = "";
let now = 0;

beforeEach(async () => {
  now = Date.UTC(2026, 10, 21);
  path = mkdtempSync(join(tmpdir(), "reimagine-test-"));
  engine = await open();
});
afterEach(() => engine.close());

async function open(): Promise<Engine> {
  const opened = await openEngine({ path, clock: () => now });
  await ensureTable(async (operation, input) => ({ ...(await opened.run(operation, input)) }));
  return opened;
}
const seconds = (time: number): { N: string } => ({ N: String(Math.floor(time / 1000)) });
const put = (SK: string, rest: object = {}) =>
  engine.run("PutItem", { TableName, Item: { PK: { S: "p" }, SK: { S: SK }, ...rest } });
const keys = async (): Promise<unknown[]> => {
  const found = await engine.run("Query", {
    TableName,
    KeyConditionExpression: "PK = :p",
    ExpressionAttributeValues: { ":p": { S: "p" } },
  });
  return "Items" in found && Array.isArray(found.Items) ? found.Items.map((item) => item.SK.S) : [];
};

describe("tables", () => {
  it("that were deleted are gone at once, and those made again are empty", async () => {
    await put("one");
    expect(await keys()).toEqual(["one"]);
    await engine.run("DeleteTable", { TableName });
    const gone = { body: { __type: expect.stringContaining("ResourceNotFoundException") as string } };
    await expect(put("two")).rejects.toMatchObject(gone);
    await expect(keys()).rejects.toMatchObject(gone);
    await ensureTable(async (operation, input) => ({ ...(await engine.run(operation, input)) }));
    await put("three");
    expect(await keys()).toEqual(["three"]);
  });
});

describe("expiry", () => {
  it("deletes what is over its time, index entry included, and nothing else", async () => {
    await put("over", { TTL: seconds(now - 1_000), GSI1PK: { S: "g" }, GSI1SK: { S: "1" } });
    await put("not-yet", { TTL: seconds(now + 60_000) });
    await put("none");
    await put("text", { TTL: { S: "1" } });
    await put("ancient", { TTL: { N: "1" } });
    expect(await engine.sweep()).toBe(1);
    expect(await keys()).toEqual(["ancient", "none", "not-yet", "text"]);
    const index = await engine.run("Query", {
      TableName,
      IndexName: "GSI1",
      KeyConditionExpression: "GSI1PK = :g",
      ExpressionAttributeValues: { ":g": { S: "g" } },
    });
    expect(index).toMatchObject({ Count: 0 });
    now += 61_000;
    expect(await engine.sweep()).toBe(1);
  });

  it("is still known after a restart", async () => {
    await put("over", { TTL: seconds(now - 1_000) });
    await engine.close();
    engine = await open();
    expect(await engine.sweep()).toBe(1);
  });
});

describe("a transaction's token", () => {
  const add = (token: string) =>
    engine.run("TransactWriteItems", {
      ClientRequestToken: token,
      TransactItems: [
        {
          Update: {
            TableName,
            Key: { PK: { S: "p" }, SK: { S: "count" } },
            UpdateExpression: "ADD n :one",
            ExpressionAttributeValues: { ":one": { N: "1" } },
          },
        },
      ],
    });
  const count = () => engine.run("GetItem", { TableName, Key: { PK: { S: "p" }, SK: { S: "count" } } });

  it("holds across a restart, for ten minutes", async () => {
    await add("t");
    await engine.close();
    engine = await open();
    await add("t");
    expect(await count()).toMatchObject({ Item: { n: { N: "1" } } });
    now += 10 * 60_000 + 1;
    await engine.sweep();
    await add("t");
    expect(await count()).toMatchObject({ Item: { n: { N: "2" } } });
  });
});

it("runs a transaction of many hundred kilobytes and refuses one of more than a hundred members", async () => {
  const member = (n: number) => ({
    Put: {
      TableName,
      Item: { PK: { S: "p" }, SK: { S: String(n).padStart(3, "0") }, pad: { S: "x".repeat(5_000) } },
    },
  });
  const write = (size: number) =>
    engine.run("TransactWriteItems", { TransactItems: Array.from({ length: size }, (_, n) => member(n)) });
  await expect(write(101)).rejects.toMatchObject({ statusCode: 400 });
  await write(100);
  expect(await keys()).toHaveLength(100);
});
