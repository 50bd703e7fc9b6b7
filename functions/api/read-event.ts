import * as z from "zod/mini";
import { correlationHeader, readCorrelationId } from "#core/api/correlation.ts";
import { userId, type UserId } from "#core/ids.ts";

/** Groups as the user pool knows them. */
export interface Caller {
  readonly userId: UserId;
  readonly groups: readonly string[];
}

export interface ApiCall {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  /** What the client named this request. */
  readonly correlationId: string | undefined;
}

const claims = z.object({ "cognito:groups": z.nullish(z.array(z.string())) });
const identity = z.object({
  sub: userId,
  groups: z.nullish(z.array(z.string())),
  claims: z.nullish(claims),
});
const input = z.nullish(z.record(z.string(), z.unknown()));
const request = z.nullish(z.object({ headers: z.nullish(z.record(z.string(), z.unknown())) }));

/** AppSync's own direct-Lambda event names the field under `info`, Amplify's at the top. */
const apiEvent = z.union([
  z.object({ fieldName: z.string(), arguments: input, identity, request }),
  z.object({ info: z.object({ fieldName: z.string() }), arguments: input, identity, request }),
]);

/** Throws when this is no call by a signed-in person: AppSync lets no other through. */
export function readApiEvent(event: unknown): ApiCall {
  const read = apiEvent.parse(event);
  const { sub, groups, claims } = read.identity;
  return {
    operation: "info" in read ? read.info.fieldName : read.fieldName,
    input: read.arguments ?? {},
    correlationId: readCorrelationId(read.request?.headers?.[correlationHeader]),
    caller: { userId: sub, groups: groups ?? claims?.["cognito:groups"] ?? [] },
  };
}

/** Viewers look; who is also a creator or an administrator may change. */
export const mayChange = ({ groups }: Caller): boolean =>
  !groups.includes("VIEWERS") || groups.includes("CREATORS") || groups.includes("ADMINS");
