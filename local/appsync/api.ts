import { type IncomingHttpHeaders } from "node:http";
import { join } from "node:path";
import {
  execute,
  getOperationAST,
  GraphQLError,
  isObjectType,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { z } from "zod/mini";
import { AppSyncError, errorEntry, notAuthorizedFor, type ErrorEntry } from "./appsync-error.ts";
import { type Run } from "./appsync-utils.ts";
import { authTypeOf, identityOf, mayUse, type Caller } from "./caller.ts";
import { loadJsResolver, type JsResolver } from "./js-resolver.ts";
import { limits, refuseCostly } from "./limits.ts";
import { type FieldRule, type Rules } from "./rules.ts";
import { selected } from "./selected.ts";
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

/** A document with its variables, as a request or a subscription's start carries it. */
export const graphqlAsk = z.object({
  query: z.string(),
  variables: z.nullish(z.record(z.string(), z.unknown())),
  operationName: z.nullish(z.string()),
});
export type GraphqlAsk = z.infer<typeof graphqlAsk>;

export interface Answer {
  readonly data: unknown;
  readonly errors?: readonly ErrorEntry[];
}

/** What a mutation tells its subscribers: its field and the fields it selected of its result. */
export interface Published {
  readonly mutation: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** An accepted subscription: which mutations it hears, what passes, and how an event is shaped for it. */
export interface Subscription {
  readonly mutations: readonly string[];
  readonly passes: SubscriptionFilter | ArgumentFilter;
  shape(value: unknown): Promise<Answer>;
}
/** Without a filter of its own a subscription's arguments are one: each that is given must equal the field of its name. */
export interface ArgumentFilter {
  readonly arguments: Readonly<Record<string, unknown>>;
}

export interface Api {
  run(
    ask: GraphqlAsk,
    caller: Caller,
    headers: IncomingHttpHeaders,
  ): Promise<{ answer: Answer; published: Published[] }>;
  /** Throws AppSyncError or GraphQLError for a subscription that is refused. */
  subscribe(ask: GraphqlAsk, caller: Caller, headers: IncomingHttpHeaders): Promise<Subscription>;
}

/** The API's behaviour without its transports. Throws when rules, schema and resolver files do not fit together. */
export function createApi(parts: ApiParts): Api {
  const resolvers = loadResolvers(parts);
  const callField = (typeName: string, fieldName: string, asked: Asked): Promise<Resolved> =>
    resolveField(parts, resolvers, typeName, fieldName, asked);
  return {
    async run(ask, caller, headers) {
      const read = readDocument(parts.schema, ask);
      if ("errors" in read) return { answer: { data: null, errors: read.errors }, published: [] };
      if (read.operation.operation === "subscription")
        return { answer: { data: null, errors: [subscriptionOverHttp] }, published: [] };
      const published: (Published & { readonly key: string | number })[] = [];
      const isMutation = read.operation.operation === "mutation";
      const result = await execute({
        schema: parts.schema,
        document: read.document,
        variableValues: ask.variables ?? {},
        operationName: ask.operationName ?? null,
        fieldResolver: atRoot(async (args, info) => {
          const { result: value } = await callField(info.parentType.name, info.fieldName, {
            args,
            caller,
            headers,
          });
          if (isMutation)
            published.push({ mutation: info.fieldName, key: info.path.key, value: eventOf(value, info) });
          return value;
        }),
      });
      const errors = result.errors?.map(errorEntry);
      const failed = new Set(errors?.map(({ path }) => path?.[0]));
      return {
        answer: { data: result.data ?? null, ...(errors === undefined ? {} : { errors }) },
        published: published.filter(({ key }) => !failed.has(key)),
      };
    },
    async subscribe(ask, caller, headers) {
      const read = readDocument(parts.schema, ask);
      if ("errors" in read)
        throw new AppSyncError(read.errors[0]?.message ?? "Invalid query", "BadRequestException");
      const { operation, document } = read;
      if (operation.operation !== "subscription")
        throw new AppSyncError(
          `${operation.operation} not supported through the realtime channel`,
          "UnsupportedOperation",
        );
      let accepted: Subscription | undefined;
      const shape = async (value: unknown): Promise<Answer> => {
        const result = await execute({
          schema: parts.schema,
          document,
          variableValues: ask.variables ?? {},
          operationName: ask.operationName ?? null,
          fieldResolver: atRoot(() => value),
        });
        const errors = result.errors?.map(errorEntry);
        return { data: result.data ?? null, ...(errors === undefined ? {} : { errors }) };
      };
      // Executed once with the real field resolver: authorizes, runs the resolver and coerces the arguments.
      const started = await execute({
        schema: parts.schema,
        document,
        variableValues: ask.variables ?? {},
        operationName: ask.operationName ?? null,
        fieldResolver: atRoot(async (args, info) => {
          const { rule, filter, result } = await callField("Subscription", info.fieldName, {
            args,
            caller,
            headers,
          });
          accepted = { mutations: rule.subscribesTo ?? [], passes: filter ?? { arguments: args }, shape };
          return result;
        }),
      });
      // A non-null field of the event type that the resolver leaves null is no refusal: there is no event yet.
      const refusal =
        started.errors?.find((error) => error.originalError instanceof AppSyncError) ?? started.errors?.[0];
      if (accepted === undefined) throw refusal ?? new GraphQLError("The subscription selects nothing.");
      return accepted;
    },
  };
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

type Read =
  | { readonly document: DocumentNode; readonly operation: OperationDefinitionNode }
  | { readonly errors: readonly ErrorEntry[] };

const rulesOfValidation = [...specifiedRules, NoSchemaIntrospectionCustomRule];

/** Throws nothing: every fault of a document is an entry. */
function readDocument(schema: GraphQLSchema, ask: GraphqlAsk): Read {
  if (ask.query.length > limits.documentChars) return refusedDocument("The query is too long.");
  let document: DocumentNode;
  try {
    document = parse(ask.query);
  } catch (error) {
    if (error instanceof GraphQLError)
      return { errors: [{ ...errorEntry(error), errorType: "MalformedHttpRequestException" }] };
    throw error;
  }
  const faults = validate(schema, document, rulesOfValidation);
  if (faults.length > 0)
    return {
      errors: faults.map((fault) => ({
        ...errorEntry(fault),
        message: `Validation error: ${fault.message}`,
      })),
    };
  const operation = getOperationAST(document, ask.operationName);
  if (!operation)
    return refusedDocument("Must provide operation name if query contains multiple operations.");
  try {
    refuseCostly(document);
  } catch (error) {
    if (!(error instanceof AppSyncError)) throw error;
    return { errors: [{ path: null, locations: null, message: error.message, errorType: error.errorType }] };
  }
  return { document, operation };
}

const refusedDocument = (message: string): Read => ({
  errors: [{ path: null, locations: null, message, errorType: "BadRequestException" }],
});

const subscriptionOverHttp: ErrorEntry = {
  path: null,
  locations: null,
  message: "Subscriptions are served over the real-time endpoint.",
  errorType: "UnsupportedOperation",
};

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

/** A root field is answered by `resolve`, every other by the value above it. */
function atRoot(
  resolve: (args: Readonly<Record<string, unknown>>, info: GraphQLResolveInfo) => unknown,
): FieldResolver {
  return (source, args, _context, info) =>
    info.path.prev === undefined ? resolve(args, info) : ownField(source, info.fieldName);
}
type FieldResolver = GraphQLFieldResolver<unknown, unknown, Readonly<Record<string, unknown>>>;

function ownField(source: unknown, fieldName: string): unknown {
  if (typeof source !== "object" || source === null || !Object.hasOwn(source, fieldName)) return undefined;
  return (Object.getOwnPropertyDescriptor(source, fieldName)?.value as unknown) ?? null;
}

function eventOf(value: unknown, info: GraphQLResolveInfo): Readonly<Record<string, unknown>> {
  const event = selected(value, info.fieldNodes[0]?.selectionSet, info.fragments);
  return typeof event === "object" && event !== null ? Object.fromEntries(Object.entries(event)) : {};
}
