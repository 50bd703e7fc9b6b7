import { fileURLToPath } from "node:url";
import { defineFunction } from "@aws-amplify/backend";
import { Duration, Tags } from "aws-cdk-lib";
import { Architecture, LoggingFormat, Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction, OutputFormat, SourceMapMode } from "aws-cdk-lib/aws-lambda-nodejs";
import { type Construct } from "constructs";
import { semiSpaceMb } from "../../core/limits/limits.ts";
import { ownLog } from "./own-log.ts";
import { pixelPackages, pixelsLayer } from "./pixels-layer.ts";
import { functionTag } from "./tag.ts";

/** Answers every operation of the API; AppSync itself gives up after 30 seconds, a second later. */
export const api = define("api", { memoryMb: 1024, timeoutSeconds: 29 });

/** Hears of a photo that has arrived, reads it, makes its copies, looks at it. */
export const onUpload = define("on-upload", { memoryMb: 2048, timeoutSeconds: 180 });

/** Does the queue's work, one message at a time. 3008 MB is the most that every account may have without asking. */
export const editWorkerTimeoutSeconds = 300;
export const editWorker = define("edit-worker", {
  memoryMb: 3008,
  timeoutSeconds: editWorkerTimeoutSeconds,
});

/** Asks every day whether the catalogue's models are still there. */
export const modelLifecycle = define("model-lifecycle", { memoryMb: 256, timeoutSeconds: 60 });

type Needs = { readonly memoryMb: number; readonly timeoutSeconds: number };

// One stack for all: they are resolvers of the API or get its address.
function define(name: "api" | "on-upload" | "edit-worker" | "model-lifecycle", needs: Needs) {
  return defineFunction((scope: Construct) => lambda(scope, name, needs), { resourceGroupName: "data" });
}

function lambda(scope: Construct, name: string, { memoryMb, timeoutSeconds }: Needs): NodejsFunction {
  const made = new NodejsFunction(scope, name, {
    entry: inProject(`functions/handlers/${name}.ts`),
    projectRoot: inProject(""),
    depsLockFilePath: inProject("package-lock.json"),
    runtime: Runtime.NODEJS_22_X,
    architecture: Architecture.ARM_64,
    memorySize: memoryMb,
    timeout: Duration.seconds(timeoutSeconds),
    tracing: Tracing.ACTIVE,
    loggingFormat: LoggingFormat.JSON,
    ...ownLog(scope, name),
    // The api too: it looks at a painted mask before it takes an edit.
    layers: [pixelsLayer(scope)],
    bundling: {
      // Modules of the CommonJS kind find the layer by NODE_PATH on every runtime; for imports that is not written down.
      format: OutputFormat.CJS,
      target: "node22",
      // The AWS SDK goes into the bundle at the version the tests ran with, not at the one the runtime has today.
      externalModules: [...pixelPackages],
      mainFields: ["module", "main"],
      minify: true,
      sourceMap: true,
      sourceMapMode: SourceMapMode.DEFAULT,
      sourcesContent: false,
      // Packages that are loaded late come from the layer too.
      esbuildArgs: { "--supported:dynamic-import": "false" },
      define: { "import.meta.url": "__moduleUrl" },
      banner: "const __moduleUrl=require('node:url').pathToFileURL(__filename).href;",
    },
    environment: { NODE_OPTIONS: `--enable-source-maps --max-semi-space-size=${semiSpaceMb}` },
  });
  Tags.of(made).add(functionTag, name);
  return made;
}

const inProject = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
