import { type IncomingHttpHeaders } from "node:http";
import {
  execute,
  Kind,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLResolveInfo,
} from "graphql";
import { AppSyncError, errorEntry, type ErrorEntry } from "./appsync-error.ts";
import { type Caller } from "./caller.ts";
import { documentReader, type GraphqlAsk } from "./document.ts";
import { rootFields, type ApiParts } from "./root-field.ts";
import { selected } from "./selected.ts";
import { type SubscriptionFilter } from "./subscription-filter.ts";
import { variableFault } from "./validation.ts";

interface Answer {
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
  const callField = rootFields(parts);
  const readDocument = documentReader(parts.schema);
  return {
    async run(ask, caller, headers) {
      const read = readDocument(ask);
      if ("errors" in read) return { answer: { data: null, errors: read.errors }, published: [] };
      if (read.operation.operation === "subscription")
        return { answer: { data: null, errors: [subscriptionOverHttp] }, published: [] };
      const published: (Published & { readonly key: string | number })[] = [];
      const isMutation = read.operation.operation === "mutation";
      const answer = await answered(read.document, ask, async (args, info) => {
        const { result } = await callField(info.parentType.name, info.fieldName, { args, caller, headers });
        if (isMutation)
          published.push({ mutation: info.fieldName, key: info.path.key, value: eventOf(result, info) });
        return result;
      });
      const failed = new Set(answer.errors?.map(({ path }) => path?.[0]));
      return { answer, published: published.filter(({ key }) => !failed.has(key)) };
    },
    async subscribe(ask, caller, headers) {
      const read = readDocument(ask);
      if ("errors" in read)
        throw new AppSyncError(read.errors[0]?.message ?? "Invalid query", "BadRequestException");
      const { operation, document } = read;
      if (operation.operation !== "subscription")
        throw new AppSyncError(
          `${operation.operation} not supported through the realtime channel`,
          "UnsupportedOperation",
        );
      let accepted: Subscription | undefined;
      const shape = (value: unknown): Promise<Answer> => answered(document, ask, () => value);
      // Executed once with the real field: authorizes, runs the resolver and coerces the arguments.
      const started = await executed(document, ask, async (args, info) => {
        const { rule, filter, result } = await callField("Subscription", info.fieldName, {
          args,
          caller,
          headers,
        });
        accepted = { mutations: rule.subscribesTo ?? [], passes: filter ?? { arguments: args }, shape };
        return result;
      });
      // Once accepted, a non-null field that the resolver left null is no refusal: there is no event yet.
      if (accepted === undefined)
        throw started.errors?.[0]?.originalError ?? started.errors?.[0] ?? nothingSelected();
      return accepted;
    },
  };

  async function answered(document: DocumentNode, ask: GraphqlAsk, root: RootResolver): Promise<Answer> {
    const { data, errors } = await executed(document, ask, root);
    return { data: data ?? null, ...(errors === undefined ? {} : { errors: errors.map(entryOf) }) };
  }

  /** A root field is answered by `root`, every other by the value above it. */
  async function executed(
    document: DocumentNode,
    ask: GraphqlAsk,
    root: RootResolver,
  ): Promise<ExecutionResult> {
    return execute({
      schema: parts.schema,
      document,
      variableValues: ask.variables ?? {},
      operationName: ask.operationName ?? null,
      fieldResolver: (source: unknown, args: Arguments, _context, info) =>
        info.path.prev === undefined ? root(args, info) : ownField(source, info.fieldName),
    });
  }
}

function entryOf(error: GraphQLError): ErrorEntry {
  const message = variableFault(error);
  return message === undefined ? errorEntry(error) : { ...errorEntry(error), message };
}

type Arguments = Readonly<Record<string, unknown>>;
type RootResolver = (args: Arguments, info: GraphQLResolveInfo) => unknown;

const nothingSelected = (): AppSyncError =>
  new AppSyncError("The subscription selects nothing.", "BadRequestException");

const subscriptionOverHttp: ErrorEntry = {
  path: null,
  locations: null,
  message: "Subscriptions are served over the real-time endpoint.",
  errorType: "UnsupportedOperation",
};

function ownField(source: unknown, fieldName: string): unknown {
  if (typeof source !== "object" || source === null || !Object.hasOwn(source, fieldName)) return undefined;
  return (Object.getOwnPropertyDescriptor(source, fieldName)?.value as unknown) ?? null;
}

function eventOf(value: unknown, info: GraphQLResolveInfo): Readonly<Record<string, unknown>> {
  // A field may be selected in several places; its subscribers get all of it.
  const selections = info.fieldNodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
  const event = selected(value, { kind: Kind.SELECTION_SET, selections }, info.fragments);
  return typeof event === "object" && event !== null ? Object.fromEntries(Object.entries(event)) : {};
}
