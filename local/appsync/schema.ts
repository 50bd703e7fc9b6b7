import { buildASTSchema, isScalarType, Kind, parse, type GraphQLSchema } from "graphql";
import { scalars } from "./scalars.ts";

/** AppSync's own directives and scalars, which its SDL uses and never declares. */
const prelude = /* GraphQL */ `
  directive @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION
  directive @aws_auth(cognito_groups: [String!]) on OBJECT | FIELD_DEFINITION
  directive @aws_cognito_user_pools(cognito_groups: [String!]) on OBJECT | FIELD_DEFINITION
  directive @aws_iam on OBJECT | FIELD_DEFINITION
  directive @aws_api_key on OBJECT | FIELD_DEFINITION
  directive @aws_oidc on OBJECT | FIELD_DEFINITION
  directive @aws_lambda on OBJECT | FIELD_DEFINITION
`;

/** The API's types out of the SDL that is deployed. Throws GraphQLError when the SDL does not hold together. */
export function buildApiSchema(sdl: string): GraphQLSchema {
  const declared = scalars.map(({ name }) => `scalar ${name}`).join("\n");
  const schema = buildASTSchema({
    kind: Kind.DOCUMENT,
    definitions: [...parse(prelude + declared).definitions, ...parse(sdl).definitions],
  });
  for (const scalar of scalars) {
    const type = schema.getType(scalar.name);
    // What buildASTSchema makes of a bare "scalar" line passes everything through; give it the real reading.
    if (isScalarType(type))
      Object.assign(type, {
        parseValue: scalar.parseValue,
        parseLiteral: scalar.parseLiteral,
        serialize: scalar.serialize,
      });
  }
  return schema;
}
