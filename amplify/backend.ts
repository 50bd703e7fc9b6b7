import { defineBackend } from "@aws-amplify/backend";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { modelRate } from "../core/limits/model-rate.ts";
import { defaultPlan, plan } from "../core/limits/plans.ts";
import { auth } from "./auth/resource.ts";
import { alarmOnFailures } from "./custom/alarms.ts";
import { ruleBucket } from "./custom/bucket-rules.ts";
import { isBranch } from "./custom/is-branch.ts";
import { modelArns } from "./custom/model-arns.ts";
import { appOrigins } from "./custom/origins.ts";
import { editQueues } from "./custom/queues.ts";
import { recordsTable } from "./custom/records.ts";
import { grantRights, rooms } from "./custom/rights.ts";
import { hardenSignIn } from "./custom/sign-in.ts";
import { announceUploads } from "./custom/uploads.ts";
import { data } from "./data/resource.ts";
import { api, editWorker, editWorkerTimeoutSeconds, onUpload } from "./functions/resource.ts";
import { sweepHourly } from "./custom/sweeps.ts";
import { storage } from "./storage/resource.ts";

const backend = defineBackend({ auth, data, storage, api, onUpload, editWorker });

// The stacks depend on each other in one direction only: auth ← storage ← core ← data ← ops.
const core = backend.createStack("core");
const ops = backend.createStack("ops");
const isKept = isBranch(backend.stack);

const table = recordsTable(core, isKept);
const queues = editQueues(core, editWorkerTimeoutSeconds);
const { bucket } = backend.storage.resources;
const { graphqlApi, cfnResources } = backend.data.resources;
const lambdas = {
  api: backend.api.resources.lambda,
  onUpload: backend.onUpload.resources.lambda,
  editWorker: backend.editWorker.resources.lambda,
};

hardenSignIn(backend.auth.resources, isKept);
ruleBucket(backend.storage.resources.cfnResources.cfnBucket, appOrigins(process.env));
cfnResources.cfnGraphqlApi.xrayEnabled = true;

const settings = {
  TABLE_NAME: table.tableName,
  BUCKET_NAME: bucket.bucketName,
  EDIT_QUEUE_URL: queues.edits.queueUrl,
  GRAPHQL_URL: cfnResources.cfnGraphqlApi.attrGraphQlUrl,
  PLAN: plan.parse(process.env["REIMAGINE_PLAN"] ?? defaultPlan),
  MODEL_RATE: String(modelRate.parse(process.env["REIMAGINE_MODEL_RATE"] ?? "1")),
};
for (const part of [backend.api, backend.onUpload, backend.editWorker])
  for (const [name, value] of Object.entries(settings)) part.addEnvironment(name, value);

// What each really does, and no more: the adapters are in functions/aws, the keys in core/keys.ts.
grantRights(lambdas.api, table, bucket, {
  table: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
  // A signed address may do what its signer may: people look at, download and upload through these.
  read: rooms,
  write: ["uploads", "masks", "results"],
  remove: rooms,
  // It has a command for a batch read, by the same models that look at photos.
  models: modelArns((task) => task === "vision"),
});
grantRights(lambdas.onUpload, table, bucket, {
  // A model's requests a minute are counted by UpdateItem.
  table: ["GetItem", "PutItem", "UpdateItem"],
  read: ["uploads", "working"],
  // An upload sent again into a photo's place gives way to the photo.
  write: ["uploads", "working", "thumbs"],
  remove: ["uploads", "working", "thumbs"],
  models: modelArns((task) => task === "vision"),
});
grantRights(lambdas.editWorker, table, bucket, {
  // The tasks of a batch are asked for and kept here.
  // Scan: the sweeper asks who is there, one row a person.
  table: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem", "Scan"],
  read: ["uploads", "working", "masks", "previews", "results"],
  write: ["uploads", "working", "thumbs", "previews", "results"],
  remove: rooms,
  models: modelArns(() => true),
});
// The worker too: what does not fit into one run goes back into the queue.
for (const sender of [lambdas.api, lambdas.editWorker]) queues.edits.grantSendMessages(sender);
for (const worker of [lambdas.onUpload, lambdas.editWorker])
  graphqlApi.grantMutation(worker, "publishStatus");

lambdas.editWorker.addEventSource(
  new SqsEventSource(queues.edits, { batchSize: 1, maxConcurrency: 10, reportBatchItemFailures: true }),
);
announceUploads(bucket, lambdas.onUpload, queues.failedUploads);
sweepHourly(queues.edits);
alarmOnFailures(ops, queues);

backend.addOutput({ custom: { region: core.region, plan: settings.PLAN } });
