import * as z from "zod/mini";
import { catalogue, modelIds } from "#core/models/catalogue.ts";
import { commonFields, stabilityServices } from "#core/models/stability-services.ts";
import { BedrockError } from "#local/bedrock/bedrock-error.ts";
import { modelNamed } from "#local/bedrock/model.ts";
import { type CaseResult } from "./fixture-case.ts";

/** The fields, limits, quotas and prices that we go by, against those of the fixture. */
export function schemaResults(json: unknown): readonly CaseResult[] {
  const fixture = z
    .object({
      fields: z.record(
        z.string(),
        z.looseObject({ min: z.optional(z.number()), max: z.optional(z.number()) }),
      ),
      services: z.record(
        z.string(),
        z.object({
          modelId: z.string(),
          required: z.array(z.string()),
          optional: z.array(z.string()),
          rpm: z.number(),
          priceUsd: z.number(),
        }),
      ),
    })
    .parse(json);
  const ranges = Object.entries(fixture.fields).flatMap(([name, { min, max }]): CaseResult[] => {
    const field = commonFields[name];
    if (min === undefined || field === undefined || !("min" in field)) return [];
    return [{ name: `range of ${name}`, expected: `${min}…${max}`, got: `${field.min}…${field.max}` }];
  });
  const fields = Object.entries(fixture.services).map(
    ([name, { modelId, required, optional }]): CaseResult => {
      const service = stabilityServices.find(({ baseId }) => baseId === modelId);
      const listed = (must: readonly string[], may: readonly string[]): string =>
        [...must.filter((field) => /^\w+$/.test(field)).toSorted(), "|", ...may.toSorted()].join(" ");
      return {
        name: `fields of ${name}`,
        expected: listed(required, optional),
        got: service === undefined ? "unknown" : listed(service.required, service.optional),
      };
    },
  );
  const facts = Object.entries(fixture.services).flatMap(
    ([name, { modelId, rpm, priceUsd }]): CaseResult[] => {
      const model = modelIds.map((id) => catalogue[id]).find(({ id }) => id.endsWith(modelId));
      return model === undefined
        ? []
        : [
            {
              name: `quota and price of ${name}`,
              expected: `${rpm}/min ${priceUsd} USD`,
              got: `${model.requestsPerMinute}/min ${model.usdPerImage} USD`,
            },
          ];
    },
  );
  return [...ranges, ...fields, ...facts];
}

/** Alive models are known here, the dead are refused as AWS refuses them. */
export function modelResults(json: unknown): readonly CaseResult[] {
  const { models } = z
    .object({ models: z.array(z.object({ id: z.string(), lifecycle: z.string() })) })
    .parse(json);
  return models.map(({ id, lifecycle }) => {
    const isOver = lifecycle.startsWith("EOL");
    const isOurs = modelIds.some((known) => known === id);
    return {
      name: id,
      expected: isOver ? "ResourceNotFoundException" : isOurs ? "known and routed" : "known or not served",
      got: standing(id, isOurs),
    };
  });
}

function standing(id: string, isOurs: boolean): string {
  try {
    modelNamed(id);
    return isOurs ? "known and routed" : "known or not served";
  } catch (error) {
    if (!(error instanceof BedrockError)) throw error;
    return error.name === "ValidationException" ? "known or not served" : error.name;
  }
}

export function retiredResult(json: unknown): CaseResult {
  const { modelId } = z.object({ modelId: z.string() }).parse(json);
  return {
    name: modelId,
    expected: "ResourceNotFoundException",
    got: standing(modelId, false),
  };
}
