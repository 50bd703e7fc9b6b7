import { join } from "node:path";
import { type IncomingMessage, type ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { defaultPlan } from "#core/limits/plans.ts";
import { modelRegions } from "#core/models/lifecycle.ts";
import { ensureBuilt } from "#local/app/build.ts";
import { createDevApp } from "#local/app/dev.ts";
import { securityHeaders } from "#local/app/security-headers.ts";
import { createApp } from "#local/app/server.ts";
import { createStaticFiles } from "#local/app/static-files.ts";
import { createAppSync } from "#local/appsync/server.ts";
import { createAwsFront } from "#local/aws-front.ts";
import { signedInAnyOf } from "#local/bedrock/any-region.ts";
import { createBedrock } from "#local/bedrock/server.ts";
import { createCognito } from "#local/cognito/server.ts";
import { type CloudConfig, region } from "#local/config.ts";
import { loadSecrets } from "#local/credentials.ts";
import { lockData } from "#local/data-lock.ts";
import { createFaults, type Faults } from "#local/faults.ts";
import { makeDir } from "#local/files.ts";
import { createUndo } from "#local/undo.ts";
import {
  type FunctionName,
  functionDefinitions,
  modelLifecycleDefinition,
} from "#local/lambda/definitions.ts";
import { createFunctionLog } from "#local/lambda/function-log.ts";
import { createLambdaRuntime } from "#local/lambda/runtime.ts";
import { listenOnLoopback } from "#local/listen.ts";
import { localOutputs } from "#local/outputs.ts";
import { createSigV4, type Credentials } from "#local/sigv4.ts";
import { connectEventSource } from "#local/sqs/event-source.ts";
import { openStores } from "#local/stores.ts";

export type CloudOptions = CloudConfig & {
  /** The built app in dist/, the app from its sources, or only its backend. */
  readonly app: "built" | "dev" | "none";
  /** Holds api.ts, on-upload.ts and edit-worker.ts; the product's own unless a test brings others. */
  readonly handlersDir?: string;
  /** Messages that one process of on-upload and edit-worker works on at a time; 1 for handlers that compute. */
  readonly messagesAtOnce?: number;
  /** Gets what a person who waits should know; the console when left out. */
  readonly say?: (line: string) => void;
};

/** A running embedded cloud. */
export type Cloud = {
  /** As in `http://localhost:4300`. */
  readonly appUrl: string;
  readonly s3Url: string;
  readonly awsUrl: string;
  /** What /amplify_outputs.json says. */
  readonly outputs: object;
  readonly demoAccount: { readonly email: string; readonly password: string };
  readonly credentials: Credentials;
  /** What the functions are told about their surroundings; adapters under test can be given the same. */
  readonly functionEnv: Readonly<Record<string, string>>;
  readonly faults: Faults;
  /** Runs a function as AppSync would; rejects with FunctionError. */
  invoke(name: FunctionName, event: unknown): Promise<unknown>;
  stop(): Promise<void>;
};

/**
 * Starts everything and resolves when everything answers.
 * Throws PortBusy, DataInUse, BuildFailed, ChildDied, or the system's own error for a data folder that cannot be written.
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const undo = createUndo();
  try {
    return await start(options, undo);
  } catch (error) {
    await undo.run();
    throw error;
  }
}

const projectDir = fileURLToPath(new URL("..", import.meta.url));

async function start(options: CloudOptions, undo: ReturnType<typeof createUndo>): Promise<Cloud> {
  const dataDir = makeDir(options.dataDir);
  undo.add(await lockData(dataDir));
  const { credentials, adminToken } = loadSecrets(dataDir);

  // The ports are taken first: everything else is told where everything is.
  const portAfter = (steps: number): number => (options.port === 0 ? 0 : options.port + steps);
  const app = await listenOnLoopback(options.port, { alsoIpv6: true });
  undo.add(() => app.close());
  const s3 = await listenOnLoopback(portAfter(1), { alsoIpv6: false });
  undo.add(() => s3.close());
  const aws = await listenOnLoopback(portAfter(2), { alsoIpv6: false });
  undo.add(() => aws.close());
  const s3Url = `http://127.0.0.1:${s3.port}`;
  const awsUrl = `http://127.0.0.1:${aws.port}`;
  const allowedOrigins = ["localhost", "127.0.0.1", "[::1]"].map((name) => `http://${name}:${app.port}`);

  const clock = Date.now;
  const verifySigV4 = createSigV4({ credentials, region, clock });
  const faults = createFaults();
  const log = createFunctionLog(join(dataDir, "logs"));
  const stores = openStores({
    dataDir,
    s3Origin: s3Url,
    awsOrigin: awsUrl,
    allowedOrigins,
    credentials,
    verifySigV4,
    faults,
    log,
    clock,
  });
  undo.add(() => stores.stop());

  const functionEnv = {
    ...stores.env,
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: awsUrl,
    AWS_ENDPOINT_URL_BEDROCK: awsUrl,
    GRAPHQL_URL: `${awsUrl}/graphql`,
    PLAN: defaultPlan,
    // The studio behind this machine's Bedrock is nobody's quota.
    MODEL_RATE: "60",
  };
  const definitions = functionDefinitions(
    options.handlersDir ?? join(projectDir, "functions", "handlers"),
    options.messagesAtOnce,
  );
  const runtime = createLambdaRuntime({ functions: definitions, env: functionEnv, log });
  undo.add(() => runtime.stop());

  const cognito = await createCognito({ dataDir: join(dataDir, "cognito"), allowedOrigins });
  const bedrock = createBedrock({
    verifySigV4: signedInAnyOf(region, modelRegions, { credentials, clock }),
  });
  undo.add(() => bedrock.close());
  const dataSources = join(projectDir, "amplify", "data");
  const appSync = createAppSync({
    schemaFile: join(dataSources, "schema.graphql"),
    rulesFile: join(dataSources, "rules.json"),
    resolversDir: join(dataSources, "resolvers"),
    invoke: async (name, event) => runtime.invoke(functionName(name), event),
    verifyAccessToken: cognito.verifyAccessToken,
    verifySigV4,
    allowedOrigins,
  });
  undo.add(() => appSync.close());

  s3.serve(stores.s3);
  const services = [...stores.services, cognito.handle, appSync.handle, bedrock.handle];
  aws.serve(createAwsFront({ services, faults, allowedOrigins, adminToken }));
  aws.server.on("upgrade", (request, socket, head) => {
    if (!appSync.upgrade(request, socket, head)) socket.destroy();
  });
  const built = options.app === "built" ? ensureBuilt(projectDir, options.say ?? console.log) : undefined;
  await Promise.all([stores.ready(), runtime.ready(), built]);

  const atOnce = (name: FunctionName): number => definitions[name].processes * definitions[name].concurrency;
  const uploads = stores.uploadEvents.start(
    (event) => runtime.invoke("on-upload", event),
    atOnce("on-upload"),
  );
  undo.add(() => uploads.stop());
  const edits = connectEventSource({
    queue: stores.editQueue,
    concurrency: atOnce("edit-worker"),
    invoke: (event) => runtime.invoke("edit-worker", event),
  });
  undo.add(() => edits.stop());

  const sweep = (): void => {
    stores.editQueue
      .send({ body: JSON.stringify({ kind: "sweep" }) })
      .catch((error: unknown) => console.error("The sweep could not be asked for:", error));
  };
  const sweepTimers = [setTimeout(sweep, firstSweepMs), setInterval(sweep, sweepEveryMs)];
  undo.add(async () => sweepTimers.forEach((timer) => clearTimeout(timer)));

  const checkModels = (): void => {
    checkModelsOnce(join(projectDir, "functions", "handlers"), functionEnv, log).catch((error: unknown) =>
      console.error("The models could not be checked:", error),
    );
  };
  // Other handlers come from tests, which look after themselves.
  const checks =
    options.handlersDir === undefined
      ? [setTimeout(checkModels, firstCheckMs), setInterval(checkModels, checkEveryMs)]
      : [];
  undo.add(async () => checks.forEach((timer) => clearTimeout(timer)));

  const outputs = localOutputs({ awsOrigin: awsUrl, ...cognito });
  if (options.app === "none") app.serve(createApp({ headers: {}, outputs, serve: notFound }));
  else {
    const headers = securityHeaders({ s3Origin: s3Url, awsOrigin: awsUrl }, options.app);
    const dev = options.app === "dev" ? await createDevApp(projectDir, app.server) : undefined;
    if (dev) undo.add(() => dev.close());
    const serve = dev?.handle ?? createStaticFiles(join(projectDir, "dist"));
    app.serve(createApp({ headers, outputs, serve }));
  }

  return {
    appUrl: `http://localhost:${app.port}`,
    s3Url,
    awsUrl,
    outputs,
    demoAccount: cognito.demoAccount,
    credentials,
    functionEnv,
    faults,
    invoke: (name, event) => runtime.invoke(name, event),
    stop: () => undo.run(),
  };
}

/** A backend alone says where it is, and has no pages. */
const notFound = (_request: IncomingMessage, response: ServerResponse): void =>
  void response.writeHead(404).end();

/** As amplify/custom/sweeps.ts has it; the first soon, since this machine may be off again within the hour. */
const sweepEveryMs = 3_600_000;
const firstSweepMs = 120_000;

/** As amplify/custom/model-lifecycle.ts has it, and soon after the start, which is this machine's deployment. */
const checkEveryMs = 24 * 3_600_000;
const firstCheckMs = 45_000;

/** Starts the function, asks it once and ends it. */
async function checkModelsOnce(
  handlersDir: string,
  env: Readonly<Record<string, string>>,
  log: ReturnType<typeof createFunctionLog>,
): Promise<void> {
  const functions = { "model-lifecycle": modelLifecycleDefinition(handlersDir) };
  const runtime = createLambdaRuntime({ functions, env, log });
  try {
    await runtime.ready();
    await runtime.invoke("model-lifecycle", {});
  } finally {
    await runtime.stop();
  }
}

/** AppSync names a function as a string out of the synthesized backend. */
function functionName(name: string): FunctionName {
  if (name !== "api" && name !== "on-upload" && name !== "edit-worker") {
    throw new RangeError(`There is no function ${name}.`);
  }
  return name;
}
