import * as z from "zod/mini";
import { type DynaliteCore, openDynaliteCore } from "#local/dynamodb/dynalite-core.ts";
import { type Item } from "#local/dynamodb/dynalite-types.ts";
import { DynamoError } from "#local/dynamodb/dynamo-error.ts";
import { keyOf } from "#local/dynamodb/key.ts";
import { createMutex } from "#local/dynamodb/mutex.ts";
import { isConditionFailure } from "#local/dynamodb/refusal.ts";
import { createTimeToLive } from "#local/dynamodb/time-to-live.ts";
import { transactGet, transactWrite } from "#local/dynamodb/transactions.ts";

/** DynamoDB over dynalite's core, plus transactions, expiry, and writes that are whole or absent after `kill -9`. */
export type Engine = {
  /** Runs one operation of the API; rejects with an error that carries `statusCode` and `body` to refuse. */
  run(operation: string, input: unknown): Promise<object>;
  /** Deletes what has expired; resolves to how many items. */
  sweep(): Promise<number>;
  close(): Promise<void>;
};

export async function openEngine({ path, clock }: { path: string; clock: () => number }): Promise<Engine> {
  const core = openDynaliteCore(path);
  await core.store.db.open();
  await forgetHalfMadeTables(core);
  const oneAtATime = createMutex();
  const timeToLive = createTimeToLive(core, clock, oneAtATime);

  return {
    async run(operation, input) {
      switch (operation) {
        case "TransactWriteItems":
          return oneAtATime(() => transactWrite(core, input, clock()));
        case "TransactGetItems":
          return oneAtATime(() => transactGet(core, input));
        case "UpdateTimeToLive":
          return timeToLive.update(input);
        case "DescribeTimeToLive":
          return timeToLive.describe(input);
        case "PutItem":
        case "UpdateItem":
        case "DeleteItem":
          return oneAtATime(() => writeOne(core, operation, input));
        case "BatchWriteItem":
          return oneAtATime(() => writePlanned(core, operation, core.parse(operation, input)));
        default:
          if (!core.knows(operation)) throw new DynamoError("UnknownOperationException", operation);
          return core.run(operation, core.parse(operation, input));
      }
    },
    sweep: () => timeToLive.sweep(),
    close: () => oneAtATime(() => core.store.db.close()),
  };
}

/** A crash during CreateTable leaves a table that never becomes active; nothing can have been written to it. */
async function forgetHalfMadeTables({ store: { db } }: DynaliteCore): Promise<void> {
  for await (const [key, table] of db.iterator({ gt: "table~", lt: "table~\uFFFF" })) {
    if (halfMade.safeParse(table).success) await db.batch([{ type: "del", key }]);
  }
}

const halfMade = z.object({ TableStatus: z.literal("CREATING") });

async function writePlanned(core: DynaliteCore, operation: string, data: object): Promise<object> {
  const { output, writes } = await core.plan(operation, data);
  await core.store.db.batch(writes);
  return output;
}

async function writeOne(core: DynaliteCore, operation: string, input: unknown): Promise<object> {
  const data = core.parse(operation, input);
  try {
    return await writePlanned(core, operation, data);
  } catch (error) {
    if (!isConditionFailure(error) || !wantsOldItem(input)) throw error;
    // dynalite does not know ReturnValuesOnConditionCheckFailure.
    const table = await core.table(String(data["TableName"]));
    const whole = (data["Item"] ?? data["Key"]) as Item;
    const Item = await core.item(table, keyOf(whole, table));
    throw Item
      ? new DynamoError("ConditionalCheckFailedException", "The conditional request failed", { Item })
      : error;
  }
}

function wantsOldItem(input: unknown): boolean {
  return (
    typeof input === "object" &&
    input !== null &&
    "ReturnValuesOnConditionCheckFailure" in input &&
    input.ReturnValuesOnConditionCheckFailure === "ALL_OLD"
  );
}
