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
 * `response`. It runs in a context of its own, without Node's globals, as it would on AWS; a context is made once, for
 * making one costs more than everything else about a small request. Throws for anything else.
 */
export function loadJsResolver(path: string): JsResolver {
  const code = asScript(readFileSync(path, "utf8"), path);
  const globals: Record<string, unknown> = {};
  const context = createContext(globals, { codeGeneration: { strings: false, wasm: false } });
  new Script(code, { filename: path }).runInContext(context);
  const handlers = {
    request: new Script("request(ctx);", { filename: path }),
    response: new Script("response(ctx);", { filename: path }),
  };
  // A handler runs to its end before the next one begins: what is global is this call's alone. No time limit, which
  // would cost a thread each: AppSync takes no resolver that loops.
  const call = (which: keyof typeof handlers, ctx: object, run: Run): unknown => {
    Object.assign(globals, { ctx }, appsyncUtils(run));
    return handlers[which].runInContext(context);
  };
  return (resolverContext, run) => {
    try {
      const asked = call("request", { ...resolverContext }, run);
      return call("response", { ...resolverContext, result: payloadOf(asked) }, run);
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
