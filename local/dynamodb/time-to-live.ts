import * as z from "zod/mini";
import { type DynaliteCore } from "#local/dynamodb/dynalite-core.ts";
import { type Item } from "#local/dynamodb/dynalite-types.ts";
import { validationProblem } from "#local/dynamodb/dynamo-error.ts";
import { keyOf } from "#local/dynamodb/key.ts";
import { type Mutex } from "#local/dynamodb/mutex.ts";
import { isConditionFailure } from "#local/dynamodb/refusal.ts";
import { expiredTokens } from "#local/dynamodb/transactions.ts";

/** Expiry by an attribute that holds seconds since 1970. */
export type TimeToLive = {
  update(input: unknown): Promise<object>;
  describe(input: unknown): Promise<object>;
  /** Deletes what has expired, in every table that asked for it; resolves to how many items. */
  sweep(): Promise<number>;
};

export function createTimeToLive(core: DynaliteCore, clock: () => number, oneAtATime: Mutex): TimeToLive {
  const { db } = core.store;

  return {
    async update(input) {
      const parsed = updateRequest.safeParse(input);
      if (!parsed.success) throw validationProblem(z.prettifyError(parsed.error));
      const { TableName, TimeToLiveSpecification } = parsed.data;
      await core.table(TableName);
      const { AttributeName, Enabled } = TimeToLiveSpecification;
      await db.put(prefix + TableName, Enabled ? AttributeName : "");
      return { TimeToLiveSpecification };
    },
    async describe(input) {
      const parsed = describeRequest.safeParse(input);
      if (!parsed.success) throw validationProblem(z.prettifyError(parsed.error));
      const { TableName } = parsed.data;
      await core.table(TableName);
      const AttributeName = await db.get(prefix + TableName);
      return {
        TimeToLiveDescription:
          AttributeName === undefined || AttributeName === ""
            ? { TimeToLiveStatus: "DISABLED" }
            : { TimeToLiveStatus: "ENABLED", AttributeName },
      };
    },
    async sweep() {
      const now = clock();
      await oneAtATime(async () => db.batch(await expiredTokens(core, now)));
      let deleted = 0;
      for await (const [key, attribute] of db.iterator({ gt: prefix, lt: `${prefix}\uFFFF` })) {
        if (typeof attribute === "string" && attribute !== "") {
          deleted += await sweepTable(core, key.slice(prefix.length), attribute, now, oneAtATime);
        }
      }
      return deleted;
    },
  };
}

const prefix = "ttl~";
/** DynamoDB takes an older time for a mistake and leaves the item alone. */
const oldestSeconds = 5 * 365 * 24 * 3600;

const updateRequest = z.object({
  TableName: z.string(),
  TimeToLiveSpecification: z.object({
    AttributeName: z.string().check(z.minLength(1)),
    Enabled: z.boolean(),
  }),
});
const describeRequest = z.object({ TableName: z.string() });

async function sweepTable(
  core: DynaliteCore,
  TableName: string,
  attribute: string,
  now: number,
  oneAtATime: Mutex,
): Promise<number> {
  const nowSeconds = Math.floor(now / 1000);
  const expired = {
    TableName,
    ExpressionAttributeNames: { "#ttl": attribute },
    ExpressionAttributeValues: {
      ":from": { N: String(nowSeconds - oldestSeconds) },
      ":to": { N: String(nowSeconds) },
    },
  };
  const condition = "#ttl BETWEEN :from AND :to";
  const table = await core.table(TableName);

  let deleted = 0;
  let ExclusiveStartKey: unknown;
  do {
    const page = await core.run(
      "Scan",
      core.parse("Scan", {
        ...expired,
        FilterExpression: condition,
        ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
      }),
    );
    // Scan's own answer: a list of items.
    for (const item of (page["Items"] ?? []) as readonly Item[]) {
      // Checked again with the delete: someone may have prolonged it since.
      const data = { ...expired, Key: keyOf(item, table), ConditionExpression: condition };
      deleted += await oneAtATime(async () => {
        try {
          const { writes } = await core.plan("DeleteItem", core.parse("DeleteItem", data));
          await core.store.db.batch(writes);
          return 1;
        } catch (error) {
          if (isConditionFailure(error)) return 0;
          throw error;
        }
      });
    }
    ExclusiveStartKey = page["LastEvaluatedKey"];
  } while (ExclusiveStartKey !== undefined);
  return deleted;
}
