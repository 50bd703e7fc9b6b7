import { isDeepStrictEqual } from "node:util";
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from "@aws-sdk/lib-dynamodb";
import { backoffMs } from "#core/limits/times.ts";
import { errorName, outside, outsideRead } from "#functions/aws/outside.ts";
import {
  type Chance,
  type Change,
  type Clock,
  type Condition,
  type Page,
  type Records,
  type Written,
} from "#functions/ports.ts";
import { type Item, item } from "#functions/records/item.ts";

interface Setting {
  readonly tableName: string;
  readonly clock: Clock;
  readonly chance: Chance;
}

/** The one table in DynamoDB. */
export function dynamoRecords({ tableName, clock, chance }: Setting): Records {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const TableName = tableName;

  const query = (input: Omit<QueryCommandInput, "TableName">): Promise<Page> =>
    outsideRead("Reading a list", async () => {
      const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand({ TableName, ...input }));
      return { items: Items.map((row) => item.parse(row)), more: LastEvaluatedKey !== undefined };
    });

  return {
    get: ({ PK, SK }) =>
      outsideRead("Reading a record", async () => {
        const { Item } = await client.send(
          new GetCommand({ TableName, Key: { PK, SK }, ConsistentRead: true }),
        );
        return Item && item.parse(Item);
      }),

    write: (changes) =>
      outside("Writing records", async () => {
        for (let attempt = 0; ; attempt++) {
          const written = await writeOnce(client, TableName, changes);
          if (written !== "contended") return written;
          if (attempt >= 8) throw new Error(`${changes.length} records were contended ${attempt + 1} times`);
          await clock.sleep(backoffMs(attempt, chance.next(), 20, 1000));
        }
      }),

    page: ({ PK, prefix, limit, after }) =>
      query({
        KeyConditionExpression: "#PK = :PK AND begins_with(#SK, :prefix)",
        ExpressionAttributeNames: { "#PK": "PK", "#SK": "SK" },
        ExpressionAttributeValues: { ":PK": PK, ":prefix": prefix },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: limit,
        ExclusiveStartKey: after === undefined ? undefined : { PK, SK: after },
      }),

    indexPage: ({ GSI1PK, limit, after }) =>
      query({
        IndexName: "GSI1",
        KeyConditionExpression: "#GSI1PK = :GSI1PK",
        ExpressionAttributeNames: { "#GSI1PK": "GSI1PK" },
        ExpressionAttributeValues: { ":GSI1PK": GSI1PK },
        ScanIndexForward: false,
        Limit: limit,
        ExclusiveStartKey: after && { ...after, GSI1PK },
      }),
  };
}

async function writeOnce(
  client: DynamoDBDocumentClient,
  TableName: string,
  changes: readonly Change[],
): Promise<Written | "contended"> {
  const [only, ...others] = changes;
  if (only === undefined) return { ok: true };
  try {
    // A transaction of one too, where no single write can: it carries a token, so that none is counted twice.
    if (others.length > 0 || only.kind === "check" || only.kind === "count")
      await client.send(
        new TransactWriteCommand({ TransactItems: changes.map((change) => entry(TableName, change)) }),
      );
    else await writeOne(client, TableName, only);
    return { ok: true };
  } catch (error) {
    if (await isOwnWrite(client, TableName, only, error)) return { ok: true };
    return refusal(error);
  }
}

/**
 * The SDK asks again when an answer is lost, and then fails at the very condition that its first try has ended. A
 * transaction carries a token against that; a single write is told by what it left.
 */
async function isOwnWrite(
  client: DynamoDBDocumentClient,
  TableName: string,
  change: Change,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof ConditionalCheckFailedException) || (error.$metadata.attempts ?? 1) < 2)
    return false;
  if (change.kind !== "put" && change.kind !== "remove") return false;
  const { PK, SK } = change.kind === "put" ? change.item : change.key;
  const { Item } = await client.send(new GetCommand({ TableName, Key: { PK, SK }, ConsistentRead: true }));
  if (change.kind === "remove") return Item === undefined;
  return Item !== undefined && isDeepStrictEqual(item.parse(Item), storedAs(change.item));
}

/** What an item reads as when it comes back: without what is undefined. */
const storedAs = (written: Item): unknown => JSON.parse(JSON.stringify(written));

function writeOne(
  client: DynamoDBDocumentClient,
  TableName: string,
  change: Extract<Change, { kind: "put" | "remove" }>,
) {
  switch (change.kind) {
    case "put":
      return client.send(new PutCommand({ TableName, Item: { ...change.item }, ...condition(change.when) }));
    case "remove":
      return client.send(new DeleteCommand({ TableName, Key: { ...change.key }, ...condition(change.when) }));
  }
}

function entry(
  TableName: string,
  change: Change,
): NonNullable<TransactWriteCommandInput["TransactItems"]>[number] {
  switch (change.kind) {
    case "put":
      return { Put: { TableName, Item: { ...change.item }, ...condition(change.when) } };
    case "remove":
      return { Delete: { TableName, Key: { ...change.key }, ...condition(change.when) } };
    case "check": {
      const { ConditionExpression = "attribute_exists(#PK)", ...names } = condition(change.when);
      return { ConditionCheck: { TableName, Key: { ...change.key }, ...names, ConditionExpression } };
    }
    case "count":
      return { Update: { TableName, ...counting(change) } };
  }
}

function condition(when: Condition): {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
} {
  if (when === "always") return {};
  if (when === "absent" || when === "present")
    return {
      ConditionExpression: `attribute_${when === "absent" ? "not_exists" : "exists"}(#PK)`,
      ExpressionAttributeNames: { "#PK": "PK" },
    };
  return {
    ConditionExpression: "#Version = :version",
    ExpressionAttributeNames: { "#Version": "Version" },
    ExpressionAttributeValues: { ":version": when.version },
  };
}

const counting = ({ key, by, most, nowMs, expiresAtSeconds }: Extract<Change, { kind: "count" }>) => ({
  Key: { ...key },
  UpdateExpression:
    "SET #Entity = :entity, #Data = :data, #Created = if_not_exists(#Created, :now), #Updated = :now" +
    `${expiresAtSeconds === undefined ? "" : ", #TTL = :ttl"} ADD #Count :by, #Version :one`,
  ...(most === undefined ? {} : { ConditionExpression: "attribute_not_exists(#Count) OR #Count <= :room" }),
  ExpressionAttributeNames: {
    "#Entity": "EntityType",
    "#Data": "Data",
    "#Created": "CreatedAt",
    "#Updated": "UpdatedAt",
    "#Count": "Count",
    "#Version": "Version",
    ...(expiresAtSeconds === undefined ? {} : { "#TTL": "TTL" }),
  },
  ExpressionAttributeValues: {
    ":entity": "LimitCounter",
    ":data": {},
    ":now": nowMs,
    ":by": by,
    ":one": 1,
    ...(expiresAtSeconds === undefined ? {} : { ":ttl": expiresAtSeconds }),
    ...(most === undefined ? {} : { ":room": most - by }),
  },
});

/** A condition that did not hold is an answer; another transaction at the same records is a reason to try again. */
function refusal(error: unknown): Written | "contended" {
  if (error instanceof ConditionalCheckFailedException) return { ok: false, failed: [0] };
  if (errorName(error) === "TransactionConflictException") return "contended";
  if (!(error instanceof TransactionCanceledException)) throw error;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
  const failed = codes.flatMap((code, at) => (code === "ConditionalCheckFailed" ? [at] : []));
  if (failed.length > 0) return { ok: false, failed };
  if (codes.includes("TransactionConflict")) return "contended";
  throw error;
}
