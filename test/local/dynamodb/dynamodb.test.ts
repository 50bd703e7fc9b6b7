import {
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { DescribeTableCommand, DescribeTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runStores, type RunningStores } from "#test/local/support/stores.ts";

let running: RunningStores;
beforeAll(async () => {
  running = await runStores();
}, 20_000);
afterAll(() => running.stop());

const TableName = "reimagine";
const put = (Item: Record<string, unknown>, rest: object = {}) =>
  running.dynamo.send(new PutCommand({ TableName, Item, ...rest }));
const get = async (PK: string, SK: string) =>
  (await running.dynamo.send(new GetCommand({ TableName, Key: { PK, SK }, ConsistentRead: true }))).Item;

describe("the table", () => {
  it("has the keys, the index and the expiry of the design", async () => {
    const { Table } = await running.dynamo.send(new DescribeTableCommand({ TableName }));
    expect(Table?.KeySchema?.map(({ AttributeName }) => AttributeName)).toEqual(["PK", "SK"]);
    expect(Table?.GlobalSecondaryIndexes?.[0]).toMatchObject({
      IndexName: "GSI1",
      Projection: { ProjectionType: "ALL" },
    });
    const { TimeToLiveDescription } = await running.dynamo.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(TimeToLiveDescription).toEqual({ AttributeName: "TTL", TimeToLiveStatus: "ENABLED" });
  });

  it("gives newest first, page by page, by key and by index", async () => {
    for (let n = 0; n < 5; n += 1) {
      await put({ PK: "USER#page", SK: `EDIT#${n}`, GSI1PK: "IMAGE#page", GSI1SK: `EDIT#${n}` });
    }
    for (const index of [undefined, "GSI1"]) {
      const seen: unknown[] = [];
      let start: Record<string, unknown> | undefined;
      do {
        const prefix = index === undefined ? "" : "GSI1";
        const page = await running.dynamo.send(
          new QueryCommand({
            TableName,
            IndexName: index,
            KeyConditionExpression: "#p = :p and begins_with(#s, :s)",
            ExpressionAttributeNames: { "#p": `${prefix}PK`, "#s": `${prefix}SK` },
            ExpressionAttributeValues: {
              ":p": index === undefined ? "USER#page" : "IMAGE#page",
              ":s": "EDIT#",
            },
            ScanIndexForward: false,
            Limit: 2,
            ExclusiveStartKey: start,
          }),
        );
        seen.push(...(page.Items ?? []).map((item) => item["SK"]));
        start = page.LastEvaluatedKey;
      } while (start);
      expect(seen).toEqual(["EDIT#4", "EDIT#3", "EDIT#2", "EDIT#1", "EDIT#0"]);
    }
  });
});

describe("conditional writes", () => {
  it("lets exactly one of many concurrent creators win", async () => {
    const tries = Array.from({ length: 20 }, (_, n) =>
      put({ PK: "once", SK: "x", n }, { ConditionExpression: "attribute_not_exists(PK)" }),
    );
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const failure = outcomes.find(({ status }) => status === "rejected");
    expect(failure).toMatchObject({ reason: { name: "ConditionalCheckFailedException" } });
  });

  it("counts right when many add at once", async () => {
    await Promise.all(
      Array.from({ length: 30 }, () =>
        running.dynamo.send(
          new UpdateCommand({
            TableName,
            Key: { PK: "LIMIT", SK: "count" },
            UpdateExpression: "ADD #n :one",
            ExpressionAttributeNames: { "#n": "n" },
            ExpressionAttributeValues: { ":one": 1 },
          }),
        ),
      ),
    );
    expect(await get("LIMIT", "count")).toMatchObject({ n: 30 });
  });

  it("shows the item that stood in the way when asked to", async () => {
    await put({ PK: "held", SK: "x", by: "me" });
    const refused = put(
      { PK: "held", SK: "x", by: "you" },
      {
        ConditionExpression: "attribute_not_exists(PK)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    );
    await expect(refused).rejects.toMatchObject({
      name: "ConditionalCheckFailedException",
      Item: { by: { S: "me" } },
    });
  });
});

describe("transactions", () => {
  const write = (TransactItems: object[], ClientRequestToken?: string) =>
    running.dynamo.send(
      new TransactWriteCommand({
        // The SDK's own type is a union too wide to build up here.
        TransactItems: TransactItems as never,
        ...(ClientRequestToken === undefined ? {} : { ClientRequestToken }),
      }),
    );

  it("writes all or nothing, and says which member refused", async () => {
    await put({ PK: "tx", SK: "taken" });
    const refused = write([
      { Put: { TableName, Item: { PK: "tx", SK: "new" } } },
      {
        Put: {
          TableName,
          Item: { PK: "tx", SK: "taken", late: true },
          ConditionExpression: "attribute_not_exists(PK)",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
    ]);
    await expect(refused).rejects.toMatchObject({
      name: "TransactionCanceledException",
      CancellationReasons: [
        { Code: "None" },
        { Code: "ConditionalCheckFailed", Item: { PK: { S: "tx" }, SK: { S: "taken" } } },
      ],
    });
    expect(await get("tx", "new")).toBeUndefined();
    expect(await get("tx", "taken")).toEqual({ PK: "tx", SK: "taken" });
  });

  it("puts, updates, deletes and checks in one step, index included", async () => {
    await put({ PK: "tx2", SK: "old", GSI1PK: "gone", GSI1SK: "1" });
    await write([
      { Put: { TableName, Item: { PK: "tx2", SK: "new", GSI1PK: "come", GSI1SK: "1" } } },
      {
        Update: {
          TableName,
          Key: { PK: "tx2", SK: "count" },
          UpdateExpression: "SET n = if_not_exists(n, :zero) + :one",
          ExpressionAttributeValues: { ":zero": 0, ":one": 1 },
        },
      },
      { Delete: { TableName, Key: { PK: "tx2", SK: "old" } } },
      {
        ConditionCheck: {
          TableName,
          Key: { PK: "tx2", SK: "nobody" },
          ConditionExpression: "attribute_not_exists(PK)",
        },
      },
    ]);
    const { Responses } = await running.dynamo.send(
      new TransactGetCommand({
        TransactItems: ["new", "count", "old"].map((SK) => ({ Get: { TableName, Key: { PK: "tx2", SK } } })),
      }),
    );
    expect(Responses).toMatchObject([{ Item: { SK: "new" } }, { Item: { n: 1 } }, {}]);
    for (const [key, count] of [
      ["come", 1],
      ["gone", 0],
    ] as const) {
      const found = await running.dynamo.send(
        new QueryCommand({
          TableName,
          IndexName: "GSI1",
          KeyConditionExpression: "GSI1PK = :k",
          ExpressionAttributeValues: { ":k": key },
        }),
      );
      expect(found.Count).toBe(count);
    }
  });

  it("does a repeated request once, and refuses its token for another", async () => {
    const add = {
      Update: {
        TableName,
        Key: { PK: "tx3", SK: "count" },
        UpdateExpression: "ADD n :one",
        ExpressionAttributeValues: { ":one": 1 },
      },
    };
    await write([add], "token-1");
    await write([add], "token-1");
    expect(await get("tx3", "count")).toMatchObject({ n: 1 });
    const other = { Put: { TableName, Item: { PK: "tx3", SK: "other" } } };
    await expect(write([other], "token-1")).rejects.toMatchObject({
      name: "IdempotentParameterMismatchException",
    });
  });

  it("refuses two members for one item", async () => {
    const member = { Put: { TableName, Item: { PK: "tx4", SK: "x" } } };
    await expect(write([member, member])).rejects.toMatchObject({ name: "ValidationException" });
  });

  it("never loses an update among concurrent optimistic writers", async () => {
    await put({ PK: "opt", SK: "x", version: 0 });
    const bump = async (): Promise<void> => {
      for (;;) {
        const version = Number((await get("opt", "x"))?.["version"]);
        try {
          return void (await write([
            {
              Put: {
                TableName,
                Item: { PK: "opt", SK: "x", version: version + 1 },
                ConditionExpression: "version = :v",
                ExpressionAttributeValues: { ":v": version },
              },
            },
          ]));
        } catch (error) {
          if (!(error instanceof Error) || error.name !== "TransactionCanceledException") throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: 8 }, bump));
    expect(await get("opt", "x")).toMatchObject({ version: 8 });
  });
});

describe("refusals", () => {
  it("answers an unknown table, a missing key and a too large item as AWS does", async () => {
    const other = running.dynamo.send(new GetCommand({ TableName: "nobody", Key: { PK: "a", SK: "b" } }));
    await expect(other).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await expect(put({ PK: "only" })).rejects.toMatchObject({ name: "ValidationException" });
    await expect(put({ PK: "a", SK: "b", big: "x".repeat(410_000) })).rejects.toMatchObject({
      name: "ValidationException",
    });
  });

  it("lets nobody in without a valid signature", async () => {
    const response = await fetch(running.awsUrl, {
      method: "POST",
      headers: { "x-amz-target": "DynamoDB_20120810.ListTables" },
      body: "{}",
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      __type: "com.amazon.coral.service#MissingAuthenticationTokenException",
    });
  });
});

describe("batches and deletes", () => {
  it("writes and deletes many at once", async () => {
    const RequestItems = {
      [TableName]: Array.from({ length: 25 }, (_, n) => ({
        PutRequest: { Item: { PK: "batch", SK: `${n}` } },
      })),
    };
    const { UnprocessedItems } = await running.dynamo.send(new BatchWriteCommand({ RequestItems }));
    expect(UnprocessedItems).toEqual({});
    expect(await get("batch", "24")).toBeDefined();
    await running.dynamo.send(new DeleteCommand({ TableName, Key: { PK: "batch", SK: "24" } }));
    expect(await get("batch", "24")).toBeUndefined();
  });
});
