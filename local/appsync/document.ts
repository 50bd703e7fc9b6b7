import {
  getOperationAST,
  GraphQLError,
  parse,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import * as z from "zod/mini";
import { AppSyncError, errorEntry, type ErrorEntry } from "./appsync-error.ts";
import { limits, refuseCostly } from "./limits.ts";
import { faultsOf } from "./validation.ts";

/** A document with its variables, as a request or a subscription's start carries it. */
export const graphqlAsk = z.object({
  query: z.string(),
  variables: z.nullish(z.record(z.string(), z.unknown())),
  operationName: z.nullish(z.string()),
});
export type GraphqlAsk = z.infer<typeof graphqlAsk>;

export type ReadDocument =
  | { readonly document: DocumentNode; readonly operation: OperationDefinitionNode }
  | { readonly errors: readonly ErrorEntry[] };

/** Documents that an API is asked with again and again: its app's own. */
const mostKept = 200;

/**
 * Reads documents against a schema and remembers those that are good: what makes them so does not depend on who asks, nor
 * on the variables. Throws nothing: every fault of a document is an entry.
 */
export function documentReader(schema: GraphQLSchema): (ask: GraphqlAsk) => ReadDocument {
  const kept = new Map<string, DocumentNode>();
  return ({ query, operationName }) => {
    const known = kept.get(query);
    const document = known ?? readGood(schema, query);
    if ("errors" in document) return document;
    if (known === undefined) {
      // The oldest makes room.
      for (const oldest of kept.keys()) if (kept.size >= mostKept) kept.delete(oldest);
      kept.set(query, document);
    }
    const operation = getOperationAST(document, operationName);
    return operation
      ? { document, operation }
      : refusedDocument("Must provide operation name if query contains multiple operations.");
  };
}

type Refused = Extract<ReadDocument, { readonly errors: unknown }>;

function readGood(schema: GraphQLSchema, query: string): DocumentNode | Refused {
  if (query.length > limits.documentChars) return refusedDocument("The query is too long.");
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    if (error instanceof GraphQLError)
      return { errors: [{ ...errorEntry(error), errorType: "MalformedHttpRequestException" }] };
    throw error;
  }
  const errors = faultsOf(schema, document);
  if (errors.length > 0) return { errors };
  try {
    refuseCostly(document);
  } catch (error) {
    if (!(error instanceof AppSyncError)) throw error;
    return { errors: [{ path: null, locations: null, message: error.message, errorType: error.errorType }] };
  }
  return document;
}

const refusedDocument = (message: string): Refused => ({
  errors: [{ path: null, locations: null, message, errorType: "BadRequestException" }],
});
