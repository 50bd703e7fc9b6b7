import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { type DynaliteCore } from "#local/dynamodb/dynalite-core.ts";
import { type Item, type Write } from "#local/dynamodb/dynalite-types.ts";
import { DynamoError, validationProblem } from "#local/dynamodb/dynamo-error.ts";
import { keyOf } from "#local/dynamodb/key.ts";
import { isConditionFailure, isRefusal } from "#local/dynamodb/refusal.ts";

/**
 * TransactWriteItems: every condition is checked, then all is written in one atomic batch together with the client's
 * token. The caller sees to it that no other write runs meanwhile.
 */
export async function transactWrite(core: DynaliteCore, input: unknown, now: number): Promise<object> {
  const request = parse(writeRequest, input);
  const fingerprint = createHash("sha256").update(JSON.stringify(request.TransactItems)).digest("hex");
  const tokenKey = `${tokenPrefix}${request.ClientRequestToken ?? ""}`;
  if (request.ClientRequestToken !== undefined && (await wasDone(core, tokenKey, fingerprint, now)))
    return {};

  const writes: Write[] = [];
  const reasons: Reason[] = [];
  const seen = new Set<string>();
  for (const [index, entry] of request.TransactItems.entries()) {
    const member = await prepare(core, entry, index);
    if (seen.has(member.identity)) {
      throw validationProblem("Transaction request cannot include multiple operations on one item");
    }
    seen.add(member.identity);
    const outcome = await plan(core, member);
    reasons.push(outcome.reason);
    writes.push(...outcome.writes);
  }
  if (reasons.some(({ Code }) => Code !== "None")) throw cancelled(reasons);

  if (request.ClientRequestToken !== undefined) {
    writes.push({ type: "put", key: tokenKey, value: { fingerprint, at: now } satisfies Token });
  }
  await core.store.db.batch(writes);
  return {};
}

export async function transactGet(core: DynaliteCore, input: unknown): Promise<object> {
  const { TransactItems } = parse(getRequest, input);
  const Responses: object[] = [];
  for (const { Get } of TransactItems) {
    const { Item } = await core.run("GetItem", core.parse("GetItem", { ...Get, ConsistentRead: true }));
    Responses.push(Item === undefined ? {} : { Item });
  }
  return { Responses };
}

/** Writes that delete the tokens DynamoDB would have forgotten by `now`. */
export async function expiredTokens(core: DynaliteCore, now: number): Promise<Write[]> {
  const expired: Write[] = [];
  for await (const [key, value] of core.store.db.iterator({ gt: tokenPrefix, lt: `${tokenPrefix}\uFFFF` })) {
    if (token.parse(value).at + tokenLifeMs < now) expired.push({ type: "del", key });
  }
  return expired;
}

const memberLimit = 100;
const tokenPrefix = "token~";
const tokenLifeMs = 10 * 60_000;

const token = z.object({ fingerprint: z.string(), at: z.number() });
type Token = z.infer<typeof token>;

const fields = z.record(z.string(), z.unknown());
const writeRequest = z.object({
  ClientRequestToken: z.optional(z.string().check(z.minLength(1), z.maxLength(36))),
  TransactItems: z
    .array(
      z.object({
        Put: z.optional(fields),
        Update: z.optional(fields),
        Delete: z.optional(fields),
        ConditionCheck: z.optional(fields),
      }),
    )
    .check(z.minLength(1), z.maxLength(memberLimit)),
});
const getRequest = z.object({
  TransactItems: z.array(z.object({ Get: fields })).check(z.minLength(1), z.maxLength(memberLimit)),
});
type Entry = z.infer<typeof writeRequest>["TransactItems"][number];

type Reason = { readonly Code: string; readonly Message?: string; readonly Item?: Item };

function parse<Shape extends z.ZodMiniType>(shape: Shape, input: unknown): z.infer<Shape> {
  const parsed = shape.safeParse(input);
  if (!parsed.success) throw validationProblem(z.prettifyError(parsed.error));
  return parsed.data;
}

async function wasDone(
  core: DynaliteCore,
  tokenKey: string,
  fingerprint: string,
  now: number,
): Promise<boolean> {
  const found = token.safeParse(await core.store.db.get(tokenKey));
  if (!found.success || found.data.at + tokenLifeMs < now) return false;
  if (found.data.fingerprint !== fingerprint) {
    throw new DynamoError(
      "IdempotentParameterMismatchException",
      "Request parameters do not match those of the first request with this token.",
    );
  }
  return true;
}

type Member = {
  readonly operation: "PutItem" | "UpdateItem" | "DeleteItem" | "ConditionCheck";
  readonly data: Record<string, unknown>;
  readonly old: Item | undefined;
  readonly wantsOld: boolean;
  /** The same for two members that touch the same item. */
  readonly identity: string;
};

async function prepare(core: DynaliteCore, entry: Entry, index: number): Promise<Member> {
  const given = (["Put", "Update", "Delete", "ConditionCheck"] as const).filter((kind) => entry[kind]);
  const [kind] = given;
  if (kind === undefined || given.length > 1) {
    throw validationProblem(`TransactItems member ${index + 1} must contain exactly one operation.`);
  }
  const { ReturnValuesOnConditionCheckFailure, ...rest } = entry[kind] ?? {};
  if (kind === "ConditionCheck" && typeof rest["ConditionExpression"] !== "string") {
    throw validationProblem("The ConditionExpression of a ConditionCheck is missing.");
  }
  // A condition check has the members of a delete and is parsed as one.
  const data = core.parse(kind === "ConditionCheck" ? "DeleteItem" : `${kind}Item`, rest);
  const table = await core.table(String(data["TableName"]));
  // `parse` has checked that one of the two is there and is a map of attribute values.
  const key = keyOf((data["Item"] ?? data["Key"]) as Item, table);
  return {
    operation: kind === "ConditionCheck" ? kind : `${kind}Item`,
    data,
    old: await core.item(table, key),
    wantsOld: ReturnValuesOnConditionCheckFailure === "ALL_OLD",
    identity: JSON.stringify([table.TableName, key]),
  };
}

async function plan(
  core: DynaliteCore,
  { operation, data, old, wantsOld }: Member,
): Promise<{ reason: Reason; writes: readonly Write[] }> {
  try {
    if (operation !== "ConditionCheck") {
      return { reason: { Code: "None" }, writes: (await core.plan(operation, data)).writes };
    }
    const problem = core.conditionProblem(data, old);
    if (problem) throw problem;
    return { reason: { Code: "None" }, writes: [] };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (!isConditionFailure(error)) {
      return { reason: { Code: "ValidationError", Message: String(error.body?.["message"]) }, writes: [] };
    }
    const Message = "The conditional request failed";
    const reason = { Code: "ConditionalCheckFailed", Message, ...(wantsOld && old ? { Item: old } : {}) };
    return { reason, writes: [] };
  }
}

function cancelled(reasons: readonly Reason[]): DynamoError {
  const message =
    "Transaction cancelled, please refer cancellation reasons for specific reasons " +
    `[${reasons.map(({ Code }) => Code).join(", ")}]`;
  return new DynamoError("TransactionCanceledException", message, {
    Message: message,
    CancellationReasons: reasons,
  });
}
