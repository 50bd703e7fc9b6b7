import { readFileSync } from "node:fs";
import { buildSchema, type GraphQLSchema, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { operations } from "#core/api/operations.ts";
import { onStatusDocument, publishStatusDocument } from "#core/api/status-documents.ts";

const schema = readSchema();

describe("the schema that is deployed", () => {
  for (const { name, document } of Object.values(operations))
    it(`accepts the document of ${name}`, () => {
      expect(complaints(document)).toEqual([]);
    });

  it("accepts what the workers publish and the app listens to", () => {
    expect(complaints(publishStatusDocument)).toEqual([]);
    expect(complaints(onStatusDocument)).toEqual([]);
  });

  it("refuses a field nobody defined", () => {
    expect(complaints("{ getImage(imageId: 1) { image { password } } }")).toEqual([
      'Cannot query field "password" on type "Image".',
    ]);
  });

  it("has no operation that core does not know", () => {
    const known = Object.values(operations).map(({ name }) => name);
    const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}),
    );
    expect(fields.toSorted()).toEqual([...known, "publishStatus"].toSorted());
    expect(Object.keys(schema.getSubscriptionType()?.getFields() ?? {})).toEqual(["onStatus"]);
  });
});

const complaints = (document: string): readonly string[] =>
  validate(schema, parse(document)).map(({ message }) => message);

/** The committed schema with what AppSync knows without being told. */
function readSchema(): GraphQLSchema {
  const sdl = readFileSync(new URL("../../amplify/data/schema.graphql", import.meta.url), "utf8");
  return buildSchema(`
    directive @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION
    directive @aws_cognito_user_pools(cognito_groups: [String!]) on OBJECT | FIELD_DEFINITION
    directive @aws_iam on OBJECT | FIELD_DEFINITION
    scalar AWSJSON
    ${sdl}`);
}
