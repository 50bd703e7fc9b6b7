import { tableName } from "#local/config.ts";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod/mini";

/** Runs an operation of the API inside this cloud; rejects when it is refused. */
export type DynamoRun = (operation: string, input: object) => Promise<Record<string, unknown>>;

/** Makes the one table of DESIGN.md section 5 when it is not there yet. */
export async function ensureTable(run: DynamoRun): Promise<void> {
  const { TableNames } = tableList.parse(await run("ListTables", {}));
  if (!TableNames.includes(tableName)) await run("CreateTable", definition);
  while (!active.safeParse(await run("DescribeTable", { TableName: tableName })).success) await sleep(10);
  // Asked every time: a crash may have come between the two.
  await run("UpdateTimeToLive", {
    TableName: tableName,
    TimeToLiveSpecification: { AttributeName: "TTL", Enabled: true },
  });
}

const active = z.object({ Table: z.object({ TableStatus: z.literal("ACTIVE") }) });
const tableList = z.object({ TableNames: z.array(z.string()) });

const definition = {
  TableName: tableName,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: ["PK", "SK", "GSI1PK", "GSI1SK"].map((AttributeName) => ({
    AttributeName,
    AttributeType: "S",
  })),
  KeySchema: [
    { AttributeName: "PK", KeyType: "HASH" },
    { AttributeName: "SK", KeyType: "RANGE" },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: "GSI1",
      KeySchema: [
        { AttributeName: "GSI1PK", KeyType: "HASH" },
        { AttributeName: "GSI1SK", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "ALL" },
    },
  ],
};
