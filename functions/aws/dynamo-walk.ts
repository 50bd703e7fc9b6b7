import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, QueryCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { recordKeys } from "#core/keys.ts";
import { outside } from "#functions/aws/outside.ts";
import { item } from "#functions/records/item.ts";
import { type Walk } from "#functions/sweep/walk.ts";

/** Walks the one table in DynamoDB. */
export function dynamoWalk({
  tableName,
}: {
  readonly tableName: string;
}): Pick<Walk, "nextPartition" | "rows"> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const TableName = tableName;
  return {
    // A scan may start behind a key that does not exist: behind the last that this partition could have.
    nextPartition: (after) =>
      outside("Walking the table", async () => {
        const { Items = [] } = await client.send(
          new ScanCommand({
            TableName,
            Limit: 1,
            ProjectionExpression: "PK",
            ExclusiveStartKey: after === undefined ? undefined : { PK: after, SK: "~" },
          }),
        );
        return Items.map((row) => partition.parse(row).PK)[0];
      }),

    rows: (user, after) =>
      outside("Walking a person's rows", async () => {
        const PK = recordKeys.partition(user);
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: "PK = :PK",
            ExpressionAttributeValues: { ":PK": PK },
            ConsistentRead: true,
            ExclusiveStartKey: after === undefined ? undefined : { PK, SK: after },
          }),
        );
        return { items: Items.map((row) => item.parse(row)), more: LastEvaluatedKey !== undefined };
      }),
  };
}

const partition = z.object({ PK: z.string() });
