import { type Problem, problemOf } from "../problem.ts";
import { type ApiError } from "./envelope.ts";

/** The firewall counts over five minutes (amplify/custom/firewall.ts). */
const firewallSeconds = 300;

/**
 * What AppSync refuses by itself, before any function of ours has seen it, as a problem: it has no words of ours. A client
 * that asks for what the schema does not have is older than the service.
 * @param status of the HTTP answer
 * @returns undefined when the request was taken and something of ours failed: that is a bug
 */
export function requestProblem(status: number, errors: readonly ApiError[]): Problem | undefined {
  const [first] = errors;
  const isOf = (errorType: string): boolean => errors.some((error) => error.errorType === errorType);
  if (status === 413 || isOf("RequestEntityTooLargeException")) return problemOf("request-too-large");
  if (isOf("WAFForbiddenException")) return problemOf("rate-limited", { retryAfterSeconds: firewallSeconds });
  if (first === undefined) return undefined;
  const isWhole = first.path === null || first.path === undefined;
  if (isWhole) return problemOf("request-not-understood", variableNamed(first.message));
  return first.errorType === "Unauthorized" ? problemOf("not-allowed") : undefined;
}

/** "Variable 'sizeBytes' has …": which input it is about. */
function variableNamed(message: string): { readonly field?: string } {
  const field = /^Variable '(\w+)'/.exec(message)?.[1];
  return field === undefined ? {} : { field };
}
