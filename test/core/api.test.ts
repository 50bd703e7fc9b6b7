import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { awsJson } from "#core/api/json.ts";
import { operations, type OperationName } from "#core/api/operations.ts";
import { onStatusDocument, publishStatusDocument } from "#core/api/status-documents.ts";
import { problemOf } from "#core/problem.ts";
import { alteringIn, legalClassOf } from "#core/disclosure/legal-class.ts";
import { photoEditTypes } from "#core/edit/edit-type.ts";
import * as z from "zod/mini";

const names = Object.keys(operations) as OperationName[];

describe("the API", () => {
  it.each(names)("%s is a document that parses and is named after itself", (name) => {
    const [definition] = parse(operations[name].document).definitions;
    if (definition?.kind !== "OperationDefinition") throw new Error("not an operation");
    expect(definition.operation).toBe(operations[name].kind);
    const [field] = definition.selectionSet.selections;
    expect(field?.kind === "Field" && field.name.value).toBe(name);
    expect(operations[name].name).toBe(name);
  });

  it.each(names)("%s passes exactly the variables its input has", (name) => {
    const [definition] = parse(operations[name].document).definitions;
    if (definition?.kind !== "OperationDefinition") throw new Error("not an operation");
    const declared = (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
    expect(declared.toSorted()).toEqual(Object.keys(operations[name].input.shape).toSorted());
  });

  it("has a document for the status in both directions", () => {
    expect(() => [parse(publishStatusDocument), parse(onStatusDocument)]).not.toThrow();
  });

  it.each(names)("%s can be answered with a problem alone", (name) => {
    const refusal: Record<string, unknown> = {
      problem: { ...problemOf("not-found"), field: null, retryAfterSeconds: null },
    };
    if ("items" in operations[name].output.shape) refusal["items"] = [];
    if ("outcomes" in operations[name].output.shape) refusal["outcomes"] = [];
    if ("photos" in operations[name].output.shape) Object.assign(refusal, { photos: [], plan: null });
    if ("deleted" in operations[name].output.shape) refusal["deleted"] = 0;
    expect(operations[name].output.safeParse(refusal).success).toBe(true);
  });
});

describe("an AWSJSON value", () => {
  const json = awsJson(z.object({ a: z.int() }));
  it.each([{ a: 1 }, '{"a":1}', JSON.stringify('{"a":1}')])("reads %j", (value) => {
    expect(json.parse(value)).toEqual({ a: 1 });
  });
  it.each(["", "{", "[1]", '"text"', 5, null])("refuses %j", (value) => {
    expect(json.safeParse(value).success).toBe(false);
  });
});

describe("what must be disclosed of a chain", () => {
  it("names every altering edit once, in order, and no adjustment", () => {
    expect(alteringIn(["enhance", "day-to-dusk", "enhance", "item-removal", "day-to-dusk"])).toEqual([
      "day-to-dusk",
      "item-removal",
    ]);
    expect(alteringIn(["enhance"])).toEqual([]);
  });
});

describe("the legal class of a chain", () => {
  it("is that of its strongest edit, in any order", () => {
    expect(legalClassOf([])).toBe("unaltered");
    expect(legalClassOf(["enhance", "enhance"])).toBe("adjusted");
    for (const type of photoEditTypes.filter((type) => type !== "enhance")) {
      expect(legalClassOf(["enhance", type])).toBe("altered");
      expect(legalClassOf([type, "enhance"])).toBe("altered");
    }
  });
});
