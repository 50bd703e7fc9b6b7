import { RemovalPolicy, type Stack } from "aws-cdk-lib";
import { AttributeType, Billing, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { mostReadUnits, mostWriteUnits } from "./sizes.ts";

/** The name of the index that finds the edits of one image, newest first. */
export const editsOfImageIndex = "GSI1";

/** The single table of DESIGN.md section 5. `kept`: survives the deletion of its stack, and refuses its own. */
export function recordsTable(stack: Stack, kept: boolean): TableV2 {
  return new TableV2(stack, "Records", {
    partitionKey: { name: "PK", type: AttributeType.STRING },
    sortKey: { name: "SK", type: AttributeType.STRING },
    globalSecondaryIndexes: [
      {
        indexName: editsOfImageIndex,
        partitionKey: { name: "GSI1PK", type: AttributeType.STRING },
        sortKey: { name: "GSI1SK", type: AttributeType.STRING },
      },
    ],
    // Follows the demand by itself up to here; past it a bill has gone mad, and an alarm rings.
    billing: Billing.onDemand({ maxReadRequestUnits: mostReadUnits, maxWriteRequestUnits: mostWriteUnits }),
    timeToLiveAttribute: "TTL",
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: kept,
    removalPolicy: kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
}
