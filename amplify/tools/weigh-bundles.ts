import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { functionTag } from "../functions/tag.ts";
import { read, readTemplates } from "./templates.ts";

export interface Bundle {
  readonly name: string;
  readonly file: string;
  /** Of the one file of code, without its source map. */
  readonly bytes: number;
  readonly mostBytes: number;
  /** Of the processor's time, for `require` alone, in a process of its own; the best of three. */
  readonly loadMs: number;
  readonly mostLoadMs: number;
  /** What its export `handler` is. */
  readonly handler: string;
}

/** Bytes each function's code may have. What it grows beyond is looked at, not waved through. */
const most: Readonly<Record<string, number>> = {
  api: 1_000_000,
  "on-upload": 1_100_000,
  "edit-worker": 1_200_000,
  "model-lifecycle": 700_000,
  "signing-key": 100_000,
};
/** A seventh of what Lambda gives a function to start. */
const mostLoadMs = 1500;

/** Weighs and loads the code of every function of a synthesis. Throws for one that does not load, or has no bound. */
export function weighBundles(templatesDir: string): readonly Bundle[] {
  const templates = readTemplates(templatesDir);
  return templates.ofType("AWS::Lambda::Function").flatMap(({ resource }) => {
    const name = tagged(resource.Properties);
    if (name === undefined) return [];
    const mostBytes = most[name];
    if (mostBytes === undefined) throw new Error(`${name} has no bound in ${import.meta.url}.`);
    const dir = templates.asset(read(resource.Properties, "Code", "S3Key"));
    const files = readdirSync(dir).filter((file) => !file.endsWith(".map"));
    if (files.join() !== "index.js") throw new Error(`${name} is more than one file: ${files.join(", ")}`);
    const file = join(dir, "index.js");
    const variables = Object.entries(
      Object(read(resource.Properties, "Environment", "Variables")) as Record<string, unknown>,
    );
    return [{ name, file, bytes: statSync(file).size, mostBytes, mostLoadMs, ...loadBest(file, variables) }];
  });
}

const packages = fileURLToPath(new URL("../../node_modules", import.meta.url));

function loadBest(file: string, variables: Variables): Loaded {
  const tries = [1, 2, 3].map(() => load(file, variables));
  return tries.reduce((best, each) => (each.loadMs < best.loadMs ? each : best));
}

type Variables = readonly (readonly [string, unknown])[];
type Loaded = Pick<Bundle, "loadMs" | "handler">;

/** As Lambda does it: no package beside the code, the layer's by NODE_PATH, every variable of the template set. */
function load(file: string, variables: Variables): Loaded {
  const script =
    "const began = process.cpuUsage();" +
    `const { handler } = require(${JSON.stringify(file)});` +
    "const { user, system } = process.cpuUsage(began);" +
    "const loadMs = Math.round((user + system) / 1000);" +
    "console.log(JSON.stringify({ loadMs, handler: typeof handler }));" +
    "process.exit(0);";
  const env = Object.fromEntries(
    // What is only known once it is deployed is an address, or may be one.
    variables.map(([name, value]) => [name, typeof value === "string" ? value : "https://example.com/x"]),
  );
  const printed = execFileSync(process.execPath, ["--input-type=commonjs", "--eval", script], {
    env: { PATH: process.env["PATH"], AWS_REGION: "us-west-2", NODE_PATH: packages, ...env },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  // Printed by the script above.
  return JSON.parse(printed) as Loaded;
}

function tagged(properties: unknown): string | undefined {
  const tags = read(properties, "Tags");
  const tag: unknown = Array.isArray(tags)
    ? tags.find((each) => read(each, "Key") === functionTag)
    : undefined;
  const name = read(tag, "Value");
  return typeof name === "string" ? name : undefined;
}
