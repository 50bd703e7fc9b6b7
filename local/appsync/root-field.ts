import { type IncomingHttpHeaders } from "node:http";
import { join } from "node:path";
import { isObjectType, type GraphQLSchema } from "graphql";
import { AppSyncError, notAuthorizedFor } from "./appsync-error.ts";
import { type Run } from "./appsync-utils.ts";
import { authTypeOf, identityOf, mayUse, type Caller } from "./caller.ts";
import { loadJsResolver, type JsResolver } from "./js-resolver.ts";
import { limits } from "./limits.ts";
import { type FieldRule, type Rules } from "./rules.ts";
import { readSubscriptionFilter, type SubscriptionFilter } from "./subscription-filter.ts";

export interface ApiParts {
  readonly schema: GraphQLSchema;
  readonly rules: Rules;
  /** Holds the files of the rules' "js" handlers. */
  readonly resolversDir: string;
  /** Runs a Lambda; rejects with what the function threw. */
  readonly invoke: (functionName: string, event: unknown) => Promise<unknown>;
  readonly now: () => number;
}

/** Answers one root field: asks who may, then runs what the rules name for it. Throws AppSyncError for a refusal. */
export type ResolveRootField = (typeName: string, fieldName: string, asked: Asked) => Promise<Resolved>;

/** Throws when rules, schema and resolver files do not fit together. */
export function rootFields(parts: ApiParts): ResolveRootField {
  const resolvers = loadResolvers(parts);
  return (typeName, fieldName, asked) => resolveField(parts, resolvers, typeName, fieldName, asked);
}

interface Asked {
  readonly args: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  readonly headers: IncomingHttpHeaders;
}

interface Resolved {
  readonly rule: FieldRule;
  readonly result: unknown;
  readonly filter: SubscriptionFilter | undefined;
}

async function resolveField(
  parts: ApiParts,
  resolvers: ReadonlyMap<string, JsResolver>,
  typeName: string,
  fieldName: string,
  { args, caller, headers }: Asked,
): Promise<Resolved> {
  const rule = parts.rules.get(`${typeName}.${fieldName}`);
  if (rule === undefined || !mayUse(rule, caller)) throw notAuthorizedFor(typeName, fieldName);
  const identity = identityOf(caller);
  if (rule.handler.kind === "function") {
    // What the resolver Amplify generates for a function sends: no `info`, and `prev` of its authorization step.
    const event = {
      typeName,
      fieldName,
      arguments: args,
      identity,
      source: null,
      request: { headers, domainName: null },
      prev: { result: {} },
    };
    return { rule, result: await invoked(parts, rule.handler.name, event), filter: undefined };
  }
  const resolver = resolvers.get(rule.handler.file);
  if (resolver === undefined) throw new Error(`${rule.handler.file} was not loaded`);
  const run: Run = {
    typeName,
    fieldName,
    authType: authTypeOf(caller),
    nowMs: parts.now(),
    subscriptionFilter: undefined,
  };
  const context = {
    args: { ...args },
    arguments: { ...args },
    identity,
    source: null,
    stash: {},
    prev: { result: {} },
    request: { headers, domainName: null },
    info: { fieldName, parentTypeName: typeName },
  };
  const result = resolver(context, run);
  const filter =
    run.subscriptionFilter === undefined ? undefined : readSubscriptionFilter(run.subscriptionFilter);
  return { rule, result, filter };
}

/** AppSync waits 30 seconds, and calls whatever a function throws "Lambda:Unhandled". */
async function invoked(parts: ApiParts, functionName: string, event: unknown): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new AppSyncError("Execution timed out.", "ExecutionTimeout")),
      limits.resolverMs,
    );
  });
  try {
    return await Promise.race([parts.invoke(functionName, event), late]);
  } catch (error) {
    if (error instanceof AppSyncError) throw error;
    throw new AppSyncError(error instanceof Error ? error.message : String(error), "Lambda:Unhandled");
  } finally {
    clearTimeout(timer);
  }
}

function loadResolvers({ schema, rules, resolversDir }: ApiParts): ReadonlyMap<string, JsResolver> {
  const resolvers = new Map<string, JsResolver>();
  for (const [name, { handler }] of rules) {
    const [typeName = "", fieldName = ""] = name.split(".");
    const type = schema.getType(typeName);
    if (!isObjectType(type) || type.getFields()[fieldName] === undefined)
      throw new Error(`The rules name ${name}, which the schema does not have`);
    if (handler.kind === "js") resolvers.set(handler.file, loadJsResolver(join(resolversDir, handler.file)));
  }
  return resolvers;
}
