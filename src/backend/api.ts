import type * as z from "zod/mini";
import { correlationHeader } from "#core/api/correlation.ts";
import { envelope } from "#core/api/envelope.ts";
import { type Operation } from "#core/api/operation.ts";
import { type Input, type OperationName, type Output } from "#core/api/operations.ts";
import type * as Photos from "#core/api/photo-operations.ts";
import { asVariables } from "#core/api/variables.ts";
import { breath } from "#src/boot/breath.ts";
import { NoSignal, Refused, SignedOut } from "./trouble.ts";

/** Asks the backend. Throws Refused, NoSignal or SignedOut; anything else thrown is a bug of ours. */
export type Call = <N extends OperationName>(
  name: N,
  input: Input<N>,
  signal?: AbortSignal,
) => Promise<Output<N>>;

export interface Tokens {
  /** The access token; fresh from the network when `renew`. Undefined: nobody is signed in. */
  token(renew: boolean): Promise<string | undefined>;
  /** Called when the backend refuses even a renewed token. */
  expired(): void;
}

const deadlineMs = 30_000;

/** The public API over plain fetch: a document, its variables, an answer checked by the schema beside the document. */
export function apiAt(url: string, { token, expired }: Tokens): Call {
  const post = async (body: string, signal: AbortSignal, renew: boolean): Promise<Response> => {
    const authorization = await token(renew);
    if (authorization === undefined) throw new SignedOut("No token");
    return fetch(url, {
      method: "POST",
      // Asked again with a renewed token it is another request, in the logs too.
      headers: {
        "content-type": "application/json",
        authorization,
        [correlationHeader]: crypto.randomUUID(),
      },
      body,
      signal,
    });
  };

  // On its way while the first screen is drawn. Failing now, it is fetched again with the first question.
  loadPhotoOperations().catch(() => undefined);
  return async (name, input, signal) => {
    const operation = await reach(() => operationOf(name), signal);
    const body = JSON.stringify({
      query: operation.document,
      variables: asVariables(operation.document, input),
    });
    const until = AbortSignal.any([AbortSignal.timeout(deadlineMs), ...(signal ? [signal] : [])]);
    const answer = await reach(async () => {
      const first = await post(body, until, false);
      return isUnauthorized(first) ? post(body, until, true) : first;
    }, signal);
    if (isUnauthorized(answer)) {
      expired();
      throw new SignedOut(`${name}: ${answer.status}`);
    }
    if (answer.status >= 500 || answer.status === 429) throw new NoSignal(`${name}: ${answer.status}`);
    const read: unknown = await reach(() => answer.json(), signal);
    await breath();
    const { data, errors } = envelope.parse(read);
    if (errors?.[0] !== undefined) {
      const { requestProblem } = await reach(() => import("#core/api/request-problem.ts"), signal);
      const refused = requestProblem(answer.status, errors);
      if (refused) throw new Refused(refused);
      throw new Error(`${name}: ${errors.map(({ message }) => message).join("; ")}`);
    }
    // The table pairs each document with the schema of its answer; the compiler cannot follow that through the union.
    const output = operation.output.parse(data?.[name]) as Output<typeof name>;
    if (output.problem) throw new Refused(output.problem);
    await breath();
    return output;
  };
}

/** What the first screens do not ask for, recipes and all that is known of them among it, is loaded when it is asked. */
async function operationOf(name: OperationName): Promise<Operation<z.ZodMiniType, z.ZodMiniType>> {
  const photoOperations = await loadPhotoOperations();
  if (isIn(photoOperations, name)) return photoOperations[name];
  return (await import("#core/api/later-operations.ts")).laterOperations[name];
}

const loadPhotoOperations = async () => (await import("#core/api/photo-operations.ts")).photoOperations;

type PhotoOperations = typeof Photos.photoOperations;
const isIn = (operations: PhotoOperations, name: OperationName): name is keyof PhotoOperations =>
  name in operations;

/** 403 is the firewall's answer to who asks too often: that signs nobody out. */
const isUnauthorized = ({ status }: Response): boolean => status === 401;

/** A fetch that fails has reached nobody, unless the caller itself called it off. */
async function reach<T>(ask: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (signal?.aborted || cause instanceof SignedOut || cause instanceof NoSignal) throw cause;
    throw new NoSignal("No answer", { cause });
  }
}
