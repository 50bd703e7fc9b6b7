import { readFileSync } from "node:fs";
import { createContext, Script } from "node:vm";
import { appsyncUtils, EarlyReturn, type Run } from "./appsync-utils.ts";

/** What a resolver's handlers read as `ctx`. */
interface ResolverContext {
  readonly args: Readonly<Record<string, unknown>>;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly identity: Readonly<Record<string, unknown>>;
  readonly source: null;
  readonly stash: Record<string, unknown>;
  readonly prev: { readonly result: unknown };
  readonly request: { readonly headers: Readonly<Record<string, unknown>>; readonly domainName: null };
  readonly info: { readonly fieldName: string; readonly parentTypeName: string };
}

export type JsResolver = (context: ResolverContext, run: Run) => unknown;

/**
 * An APPSYNC_JS resolver on the NONE data source, whose answer is the `payload` of its own request. The file is the one
 * that is deployed: plain JavaScript that imports from "@aws-appsync/utils" and nothing else and exports `request` and
 * `response`. It runs in a context of its own, without Node's globals, as it would on AWS. Throws for anything else.
 */
export function loadJsResolver(path: string): JsResolver {
  const code = asScript(readFileSync(path, "utf8"), path);
  const handlers = {
    request: new Script(`${code}\n;request(ctx);`, { filename: path }),
    response: new Script(`${code}\n;response(ctx);`, { filename: path }),
  };
  const call = (which: keyof typeof handlers, ctx: object, run: Run): unknown =>
    handlers[which].runInContext(
      createContext({ ctx, ...appsyncUtils(run) }, { codeGeneration: { strings: false, wasm: false } }),
      { timeout: 1000 },
    );
  return (context, run) => {
    try {
      const asked = call("request", { ...context }, run);
      return call("response", { ...context, result: payloadOf(asked) }, run);
    } catch (error) {
      if (error instanceof EarlyReturn) return error.value;
      throw error;
    }
  };
}

function payloadOf(asked: unknown): unknown {
  return typeof asked === "object" && asked !== null && "payload" in asked ? asked.payload : null;
}

const utilsImport = /^import\s*\{([\s\w,]*)\}\s*from\s*["']@aws-appsync\/utils["'];?[ \t]*$/gm;

/** An ES module's imports and exports taken off; the utilities are globals of the context it runs in. */
function asScript(module: string, path: string): string {
  const known = new Set(["util", "extensions", "runtime"]);
  const code = module
    .replaceAll(utilsImport, (_import, names: string) => {
      const unknown = names.split(",").find((name) => name.trim() !== "" && !known.has(name.trim()));
      if (unknown !== undefined)
        throw new Error(`${path} imports ${unknown.trim()}, which is not known here`);
      return "";
    })
    .replaceAll(/^export\s+(?=function\s+(request|response)\b)/gm, "");
  if (/^\s*(import|export)\b/m.test(code))
    throw new Error(
      `${path} may import from @aws-appsync/utils and export the functions request and response only`,
    );
  return code;
}
