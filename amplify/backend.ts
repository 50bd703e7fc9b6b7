import { defineBackend } from "@aws-amplify/backend";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { auth } from "./auth/resource.ts";
import { ringAlarms } from "./custom/alarms.ts";
import { ruleBucket } from "./custom/bucket-rules.ts";
import { budgetModels } from "./custom/budget.ts";
import { drawDashboard } from "./custom/dashboard.ts";
import { guardApi } from "./custom/firewall.ts";
import { isBranch } from "./custom/is-branch.ts";
import { modelArns } from "./custom/model-arns.ts";
import { guardModels } from "./custom/model-guard.ts";
import { editQueues } from "./custom/queues.ts";
import { recordsTable } from "./custom/records.ts";
import { grantRights, rooms } from "./custom/rights.ts";
import { serveScreenCopies } from "./custom/screen-copies.ts";
import { readSettings } from "./custom/settings.ts";
import { hardenSignIn } from "./custom/sign-in.ts";
import { mostWorkers } from "./custom/sizes.ts";
import { sweepHourly } from "./custom/sweeps.ts";
import { alarmTopic } from "./custom/topic.ts";
import { announceUploads } from "./custom/uploads.ts";
import { data } from "./data/resource.ts";
import { api, editWorker, editWorkerTimeoutSeconds, modelLifecycle, onUpload } from "./functions/resource.ts";
import { storage } from "./storage/resource.ts";

const backend = defineBackend({ auth, data, storage, api, onUpload, editWorker, modelLifecycle });
const { origins, plan, modelRate, usdPerMonth, edgeFirewallArn } = readSettings(process.env);

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
  modelLifecycle: backend.modelLifecycle.resources.lambda,
};

hardenSignIn(backend.auth.resources, isKept);
ruleBucket(backend.storage.resources.cfnResources.cfnBucket, origins);
const screens = serveScreenCopies(bucket, origins, edgeFirewallArn);
guardApi(cfnResources.cfnGraphqlApi);
cfnResources.cfnGraphqlApi.xrayEnabled = true;

const namespace = `Reimagine/${backend.stack.stackName}`;
const settings = {
  TABLE_NAME: table.tableName,
  BUCKET_NAME: bucket.bucketName,
  EDIT_QUEUE_URL: queues.edits.queueUrl,
  GRAPHQL_URL: cfnResources.cfnGraphqlApi.attrGraphQlUrl,
  PLAN: plan,
  MODEL_RATE: String(modelRate),
  METRICS_NAMESPACE: namespace,
};
for (const part of [backend.api, backend.onUpload, backend.editWorker, backend.modelLifecycle])
  for (const [name, value] of Object.entries(settings)) part.addEnvironment(name, value);
backend.api.addEnvironment("CDN_DOMAIN", screens.domain);
backend.api.addEnvironment("CDN_KEY_ID", screens.key.publicKeyId);
backend.api.addEnvironment("CDN_SECRET_ARN", screens.key.secret.secretArn);

// What each really does, and no more: the adapters are in functions/aws, the keys in core/keys.ts.
grantRights(lambdas.api, table, bucket, {
  table: ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
  // A signed address may do what its signer may: people download and upload through these.
  read: rooms,
  write: ["uploads", "masks", "results"],
  remove: rooms,
  // It has a command for a batch read, by the same models that look at photos.
  models: modelArns((task) => task === "vision"),
});
lambdas.api.addToRolePolicy(
  new PolicyStatement({
    actions: ["secretsmanager:GetSecretValue"],
    resources: [screens.key.secret.secretArn],
  }),
);
grantRights(lambdas.onUpload, table, bucket, {
  table: ["GetItem", "PutItem"],
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
  // What flows draw with and read with; the others of the catalogue are asked by nobody yet.
  models: modelArns((task) => !["text-to-image", "embedding", "upscale"].includes(task)),
});
guardModels(lambdas.modelLifecycle, table);
// The worker too: what does not fit into one run goes back into the queue.
for (const sender of [lambdas.api, lambdas.editWorker]) queues.edits.grantSendMessages(sender);
for (const worker of [lambdas.onUpload, lambdas.editWorker])
  graphqlApi.grantMutation(worker, "publishStatus");

lambdas.editWorker.addEventSource(
  new SqsEventSource(queues.edits, {
    batchSize: 1,
    maxConcurrency: mostWorkers,
    reportBatchItemFailures: true,
  }),
);
announceUploads(bucket, lambdas.onUpload, queues.failedUploads);
sweepHourly(queues.edits);

const topic = alarmTopic(ops);
const watched = {
  functions: {
    api: lambdas.api,
    "on-upload": lambdas.onUpload,
    "edit-worker": lambdas.editWorker,
    "model-lifecycle": lambdas.modelLifecycle,
  },
  api: cfnResources.cfnGraphqlApi,
  table,
  queues,
  namespace,
};
// A day may cost three times its part of the month before it is a call.
ringAlarms(ops, watched, topic, Math.ceil(usdPerMonth / 10));
drawDashboard(ops, watched);
// One budget an account: a sandbox shares it.
if (isKept)
  budgetModels(ops, topic, {
    usdPerMonth,
    functions: [lambdas.api, lambdas.onUpload, lambdas.editWorker],
    models: modelArns(() => true),
  });

backend.addOutput({ custom: { region: core.region, plan } });

/** For what looks at it before it is deployed: tools/reviewed-backend.ts. */
export const { stack } = backend;
