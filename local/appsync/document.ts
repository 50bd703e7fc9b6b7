import {
  getOperationAST,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import * as z from "zod/mini";
import { AppSyncError, errorEntry, type ErrorEntry } from "./appsync-error.ts";
import { limits, refuseCostly } from "./limits.ts";

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

/** Throws nothing: every fault of a document is an entry. */
export function readDocument(schema: GraphQLSchema, ask: GraphqlAsk): ReadDocument {
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

const refusedDocument = (message: string): ReadDocument => ({
  errors: [{ path: null, locations: null, message, errorType: "BadRequestException" }],
});

const rulesOfValidation = [...specifiedRules, NoSchemaIntrospectionCustomRule];
