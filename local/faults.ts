import { type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod/mini";

/** What goes wrong on the wire to a service, for `times` requests after letting `skip` pass. */
export const faultRule = z.object({
  service: z.enum(["s3", "dynamodb", "sqs", "cognito", "appsync", "bedrock"]),
  /** As in the service's API, `PutItem`; for S3, AppSync and Bedrock the HTTP method. Without it: any operation. */
  operation: z.optional(z.string()),
  /** Part of the request's path, such as a key prefix or a model id. */
  path: z.optional(z.string()),
  skip: z._default(z.int().check(z.nonnegative()), 0),
  times: z._default(z.int().check(z.positive()), 1),
  fault: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("throttle") }),
    z.object({ kind: z.literal("error") }),
    z.object({ kind: z.literal("cut") }),
    z.object({ kind: z.literal("delay"), delayMs: z.int().check(z.minimum(0), z.maximum(600_000)) }),
    /** Half of the answer's bytes are other ones, and as many. */
    z.object({ kind: z.literal("corrupt") }),
    /** What was asked for is no longer served: for Bedrock, a model past its end of life. */
    z.object({ kind: z.literal("retired") }),
    /** The service acts, and the client never hears of it. */
    z.object({ kind: z.literal("lose-answer") }),
  ]),
});
type FaultRule = z.infer<typeof faultRule>;
export type FaultService = FaultRule["service"];

/** One request as a rule sees it. */
export type FaultTarget = {
  readonly service: FaultService;
  readonly operation: string;
  readonly path: string;
};

export type Faults = {
  add(rule: z.input<typeof faultRule>): void;
  /** Takes all rules away. @returns how many strikes they had left */
  clear(): number;
  /**
   * Lets the next matching rule act. "proceed": the service goes on (late, or with its answer lost);
   * "refuse": the caller answers `status` in the service's own words; "cut": the connection is gone.
   */
  strike(target: FaultTarget, response: ServerResponse): Promise<Strike>;
};

type Strike =
  | { readonly outcome: "proceed" }
  | { readonly outcome: "cut" }
  | { readonly outcome: "refuse"; readonly kind: "throttle" | "error" | "retired" };

export function createFaults(): Faults {
  let rules: { rule: FaultRule; skip: number; times: number }[] = [];

  return {
    add(input) {
      const rule = faultRule.parse(input);
      rules.push({ rule, skip: rule.skip, times: rule.times });
    },
    clear() {
      const left = rules.reduce((sum, { times }) => sum + times, 0);
      rules = [];
      return left;
    },
    async strike(target, response) {
      const active = rules.find(({ rule }) => applies(rule, target));
      if (!active) return { outcome: "proceed" };
      if (active.skip > 0) {
        active.skip -= 1;
        return { outcome: "proceed" };
      }
      active.times -= 1;
      rules = rules.filter(({ times }) => times > 0);

      const { fault } = active.rule;
      switch (fault.kind) {
        case "throttle":
        case "error":
        case "retired":
          return { outcome: "refuse", kind: fault.kind };
        case "cut":
          response.destroy();
          return { outcome: "cut" };
        case "delay":
          await sleep(fault.delayMs);
          return { outcome: "proceed" };
        case "corrupt":
          corruptAnswer(response);
          return { outcome: "proceed" };
        case "lose-answer":
          loseAnswer(response);
          return { outcome: "proceed" };
      }
    },
  };
}

function applies(rule: FaultRule, target: FaultTarget): boolean {
  if (rule.service !== target.service) return false;
  if (rule.operation !== undefined && rule.operation !== target.operation) return false;
  return rule.path === undefined || target.path.includes(rule.path);
}

/** Cuts the connection the moment the service starts to answer. */
function loseAnswer(response: ServerResponse): void {
  const vanish = (): ServerResponse => response.destroy();
  response.writeHead = vanish;
  response.write = () => {
    vanish();
    return false;
  };
  response.end = vanish;
}

/** What goes out is as long as it was and says so; the middle half of each piece is not what the service wrote. */
function corruptAnswer(response: ServerResponse): void {
  const { write, end } = response;
  const spoiled = ([chunk, ...rest]: unknown[]): unknown[] => {
    if (typeof chunk !== "string" && !Buffer.isBuffer(chunk)) return [chunk, ...rest];
    const bytes = Buffer.from(chunk);
    return [bytes.fill("!", Math.floor(bytes.length / 4), Math.floor((bytes.length * 3) / 4)), ...rest];
  };
  // Passed on as they were called: what ServerResponse takes besides the bytes is its own affair.
  response.write = (...given: unknown[]) => Reflect.apply(write, response, spoiled(given)) as boolean;
  response.end = (...given: unknown[]) => Reflect.apply(end, response, spoiled(given)) as ServerResponse;
}
