import * as z from "zod/mini";

/** What a model can be told to do wrong. `times` runs out; without it the fault stays until it is taken back. */
const fault = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("throttle") }),
  /** Answers late, or never when the caller's patience is shorter. */
  z.object({ kind: z.literal("timeout"), delayMs: z.int().check(z.minimum(0), z.maximum(600_000)) }),
  /** HTTP 429, ModelNotReadyException. */
  z.object({ kind: z.literal("not-ready") }),
  /** HTTP 400, ServiceQuotaExceededException. */
  z.object({ kind: z.literal("quota") }),
  /** HTTP 403: its Marketplace subscription is still being made. */
  z.object({ kind: z.literal("access-pending") }),
  /** HTTP 404, and no longer listed: past its end of life. */
  z.object({ kind: z.literal("retired") }),
  /** Listed as LEGACY; calls go on. */
  z.object({ kind: z.literal("legacy") }),
  /** HTTP 424, ModelErrorException. */
  z.object({ kind: z.literal("model-error") }),
  /** HTTP 500, InternalServerException. */
  z.object({ kind: z.literal("server-error") }),
  /** HTTP 200 with a finish reason and no picture. */
  z.object({ kind: z.literal("filtered"), reason: z.enum(["prompt", "output image", "input image"]) }),
  /** HTTP 200 that says it went well and holds no picture. */
  z.object({ kind: z.literal("missing-image") }),
]);
export type Fault = z.infer<typeof fault>;

const rule = z.object({
  /** Part of the model id; "" is every model. */
  model: z.string(),
  fault,
  times: z.optional(z.int().check(z.positive())),
});
type FaultRule = z.infer<typeof rule>;

export interface BedrockFaults {
  /** Newer rules come after older ones; the first that fits a call and is not used up acts. */
  set(rule: FaultRule): void;
  clear(): void;
  /** Uses up one time of the rule that fits a call. */
  next(modelId: string): Fault | undefined;
  /** How a list shows the model; using nothing up. */
  standing(modelId: string): "active" | "legacy" | "retired";
}

/** @param fromEnvironment a JSON list of rules, as in REIMAGINE_BEDROCK_FAULTS; throws when it is anything else */
export function createBedrockFaults(fromEnvironment?: string): BedrockFaults {
  let rules: { rule: FaultRule; left: number }[] = [];
  const faults: BedrockFaults = {
    set(input) {
      const read = rule.parse(input);
      rules.push({ rule: read, left: read.times ?? Number.POSITIVE_INFINITY });
    },
    clear() {
      rules = [];
    },
    next(modelId) {
      const found = rules.find(
        ({ rule: { model, fault: asked } }) => asked.kind !== "legacy" && modelId.includes(model),
      );
      if (found === undefined) return undefined;
      found.left -= 1;
      rules = rules.filter(({ left }) => left > 0);
      return found.rule.fault;
    },
    standing(modelId) {
      const kinds = rules.flatMap(({ rule: { model, fault: asked } }) =>
        modelId.includes(model) ? [asked.kind] : [],
      );
      return kinds.includes("retired") ? "retired" : kinds.includes("legacy") ? "legacy" : "active";
    },
  };
  if (fromEnvironment !== undefined && fromEnvironment !== "")
    for (const read of z.array(rule).parse(JSON.parse(fromEnvironment))) faults.set(read);
  return faults;
}
