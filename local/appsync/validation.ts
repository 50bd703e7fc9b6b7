import {
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
} from "graphql";
import { errorEntry, type ErrorEntry } from "./appsync-error.ts";

/**
 * What stands against a document, in AppSync's envelope: no path, no error type, and a message that begins with the kind
 * of fault, as the library behind AppSync names it (graphql-java, `ValidationErrorType`).
 */
export const faultsOf = (schema: GraphQLSchema, document: DocumentNode): readonly ErrorEntry[] =>
  rules.flatMap((rule) =>
    validate(schema, document, [rule]).map((fault) => ({
      ...errorEntry(fault),
      message: `Validation error of type ${kinds[rule.name] ?? "InvalidSyntax"}: ${fault.message}`,
    })),
  );

/** A variable that is missing or of another type, as AppSync words it. Undefined: the error is about something else. */
export function variableFault({ message, path, originalError }: GraphQLError): string | undefined {
  const [, name, rest = ""] = /^Variable "\$(\w+)"(.*)$/s.exec(message) ?? [];
  if (name === undefined || path !== undefined || originalError?.name === "AppSyncError") return undefined;
  const type = /required type "([^"]+)" was not provided/.exec(rest)?.[1];
  return type === undefined
    ? `Variable '${name}' has an invalid value.`
    : `Variable '${name}' has coerced Null value for NonNull type '${type}'`;
}

const rules = [...specifiedRules, NoSchemaIntrospectionCustomRule];

/** By the rule of graphql-js that finds it. */
const kinds: Readonly<Record<string, string>> = {
  FieldsOnCorrectTypeRule: "FieldUndefined",
  NoSchemaIntrospectionCustomRule: "FieldUndefined",
  ProvidedRequiredArgumentsRule: "MissingFieldArgument",
  KnownArgumentNamesRule: "UnknownArgument",
  KnownDirectivesRule: "UnknownDirective",
  KnownTypeNamesRule: "UnknownType",
  KnownFragmentNamesRule: "UndefinedFragment",
  NoUndefinedVariablesRule: "UndefinedVariable",
  NoUnusedVariablesRule: "UnusedVariable",
  NoUnusedFragmentsRule: "UnusedFragment",
  NoFragmentCyclesRule: "FragmentCycle",
  ScalarLeafsRule: "SubSelectionRequired",
  ValuesOfCorrectTypeRule: "WrongType",
  VariablesInAllowedPositionRule: "VariableTypeMismatch",
  VariablesAreInputTypesRule: "NonInputTypeOnVariable",
  OverlappingFieldsCanBeMergedRule: "FieldsConflict",
};
