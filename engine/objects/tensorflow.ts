import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type * as TfWasm from "@tensorflow/tfjs-backend-wasm";
import type * as TfConverter from "@tensorflow/tfjs-converter";
import type * as TfCore from "@tensorflow/tfjs-core";

/** The detector's network and what runs it. */
export interface Network {
  readonly tf: typeof TfCore;
  readonly model: TfConverter.GraphModel;
}

export type LoadedNetwork =
  | ({ readonly kind: "loaded" } & Network)
  /** Its packages or its weights are not here, or WebAssembly does not start. */
  | { readonly kind: "unavailable"; readonly reason: string };

let loading: Promise<LoadedNetwork> | undefined;

/**
 * The one file that knows TensorFlow.js: loads it with its single-threaded WebAssembly (SIMD) backend and the CenterNet
 * weights at first use, about 0.5 s; later calls share it. Where that cannot be, it is said once, as a process warning
 * of the type ObjectDetectionUnavailable with the whole error, and answered every time.
 */
export function loadNetwork(): Promise<LoadedNetwork> {
  loading ??= load(packagesHere).catch(unavailable);
  return loading;
}

/** Where packages are found. Takes a name, as `require` does, and throws when nothing of that name is installed. */
interface Packages {
  load(name: string): unknown;
  /** The path of its entry file. */
  find(name: string): string;
  /** The path of the entry file of the package that brings the weights. */
  findModels(): string;
}

/** For tests: what {@link loadNetwork} does, for packages found in another way, and anew each time. */
export const loadNetworkFrom = (packages: Packages): Promise<LoadedNetwork> =>
  load(packages).catch(unavailable);

// By name at run time: a bundler neither carries 90 MB of packages nor fails where they are missing.
const require = createRequire(import.meta.url);
const packagesHere: Packages = {
  load: (name) => require(name),
  find: (name) => require.resolve(name),
  findModels: () => require.resolve("@vladmandic/human"),
};

async function load(packages: Packages): Promise<LoadedNetwork> {
  const tf = await startTensorFlow(packages);
  // What a package exports is what its types say.
  const { loadGraphModel } = packages.load("@tensorflow/tfjs-converter") as typeof TfConverter;
  const models = join(dirname(packages.findModels()), "..", "models");
  const [graph, weights] = await Promise.all([
    readFile(join(models, "centernet.json"), "utf8"),
    readFile(join(models, "centernet.bin")),
  ]);
  // The package's own file: a graph, and where in the binary beside it each weight lies.
  const { modelTopology, weightsManifest } = JSON.parse(graph) as TfCore.io.ModelJSON;
  const model = await loadGraphModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest.flatMap((group) => group.weights),
      weightData: Uint8Array.from(weights).buffer,
    }),
  );
  return { kind: "loaded", tf, model };
}

async function startTensorFlow(packages: Packages): Promise<typeof TfCore> {
  const tf = packages.load("@tensorflow/tfjs-core") as typeof TfCore;
  const wasm = packages.load("@tensorflow/tfjs-backend-wasm") as typeof TfWasm;
  wasm.setWasmPaths(`${dirname(packages.find("@tensorflow/tfjs-backend-wasm"))}/`);
  // Two edits at once use both cores already; more threads would only get in their way.
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  const before = {
    uncaughtException: process.listeners("uncaughtException"),
    unhandledRejection: process.listeners("unhandledRejection"),
  };
  const hasStarted = await tf.setBackend("wasm");
  // Emscripten's runtime installs handlers that end the process for errors that are none of its business.
  for (const listener of process.listeners("uncaughtException"))
    if (!before.uncaughtException.includes(listener)) process.off("uncaughtException", listener);
  for (const listener of process.listeners("unhandledRejection"))
    if (!before.unhandledRejection.includes(listener)) process.off("unhandledRejection", listener);
  if (!hasStarted) throw new Error("The WebAssembly backend of TensorFlow.js did not start.");
  return tf;
}

function unavailable(error: unknown): LoadedNetwork {
  const reason = error instanceof Error ? error.message : String(error);
  process.emitWarning(`Photos are analysed without looking for objects: ${reason}`, {
    type: "ObjectDetectionUnavailable",
    ...(error instanceof Error && error.stack ? { detail: error.stack } : {}),
  });
  return { kind: "unavailable", reason };
}
