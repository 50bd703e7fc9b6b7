import { type ITable } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { type IFunction } from "aws-cdk-lib/aws-lambda";
import { type IBucket } from "aws-cdk-lib/aws-s3";
import { editsOfImageIndex } from "./records.ts";

/** The rooms of the bucket, core/keys.ts. */
export const rooms = ["uploads", "working", "thumbs", "masks", "previews", "results"] as const;
type Room = (typeof rooms)[number];

/** What one function may do; nothing else is granted anywhere. */
export interface Rights {
  readonly table: readonly TableAction[];
  readonly read: readonly Room[];
  readonly write: readonly Room[];
  readonly remove: readonly Room[];
  /** ARNs of models, custom/model-arns.ts. */
  readonly models: readonly string[];
}

type TableAction =
  "GetItem" | "Query" | "PutItem" | "UpdateItem" | "DeleteItem" | "ConditionCheckItem" | "Scan";

/** Grants `rights` with exact resources: the table and its index by name, objects by room, models one by one. */
export function grantRights(to: IFunction, table: ITable, bucket: IBucket, rights: Rights): void {
  const allow = (actions: readonly string[], resources: readonly string[]): void => {
    if (actions.length === 0 || resources.length === 0) return;
    to.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  };
  const objects = (rooms: readonly Room[]): readonly string[] =>
    rooms.map((room) => bucket.arnForObjects(`${room}/*`));

  allow(
    rights.table.map((action) => `dynamodb:${action}`),
    [table.tableArn],
  );
  if (rights.table.includes("Query"))
    allow(["dynamodb:Query"], [`${table.tableArn}/index/${editsOfImageIndex}`]);
  allow(["s3:GetObject"], objects(rights.read));
  allow(["s3:PutObject"], objects(rights.write));
  allow(["s3:DeleteObject"], objects(rights.remove));
  // Without it S3 answers 403 for an object that is missing, and a lost file could not be told from a forbidden one.
  allow(["s3:ListBucket"], [bucket.bucketArn]);
  allow(["bedrock:InvokeModel"], rights.models);
}
