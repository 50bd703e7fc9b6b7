import { randomUUID } from "node:crypto";
import { correlationHeader } from "#core/api/correlation.ts";
import { envelope } from "#core/api/envelope.ts";
import { type Input, type OperationName, operations, type Output } from "#core/api/operations.ts";
import { requestProblem } from "#core/api/request-problem.ts";
import { asVariables } from "#core/api/variables.ts";
import { type ProblemView } from "#core/api/problem-view.ts";

/** A refusal, on its way to being printed whole: exit 1. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly problem: ProblemView;
  constructor(problem: ProblemView) {
    super(problem.message);
    this.problem = problem;
  }
}

export type Call = <N extends OperationName>(name: N, input: Input<N>) => Promise<Output<N>>;

/** The public API as the app speaks it. A problem, or a request that AppSync refuses, is thrown as Refused; other errors are bugs. */
export const apiAt =
  (url: string, accessToken: () => Promise<string>): Call =>
  async (name, input) => {
    const operation = operations[name];
    const answer = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: await accessToken(),
        [correlationHeader]: randomUUID(),
      },
      body: JSON.stringify({ query: operation.document, variables: asVariables(operation.document, input) }),
      signal: AbortSignal.timeout(35_000),
    });
    const { data, errors } = envelope.parse(await answer.json());
    const refused = errors?.[0] && requestProblem(answer.status, errors);
    if (refused) throw new Refused(refused);
    if (errors?.[0] !== undefined)
      throw new Error(`${name}: ${errors.map(({ message }) => message).join("; ")}`);
    // The table pairs each document with the schema of its answer; the compiler cannot follow that through the union.
    const output = operation.output.parse(data?.[name]) as Output<typeof name>;
    if (output.problem) throw new Refused(output.problem);
    return output;
  };
