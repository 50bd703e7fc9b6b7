import { operations, type OperationName } from "#core/api/operations.ts";
import { type Plan } from "#core/limits/plans.ts";
import { type Problem, problemOf } from "#core/problem.ts";
import { type ApiCall, type Caller, mayChange, readApiEvent } from "#functions/api/read-event.ts";
import { type ApiCloud, resolvers } from "#functions/api/resolvers.ts";
import { toGraphql } from "#functions/api/to-graphql.ts";
import { explainIssues } from "#functions/explain-issue.ts";
import { OutsideFault } from "#functions/ports.ts";
import { viewProblem } from "#functions/problem-view.ts";
import { traced } from "#functions/trace.ts";

/**
 * Answers one call: with what was asked for, or with the problem that stands against it. Bugs are thrown. Whatever the
 * call causes is traced by the name that its client gave it.
 */
export async function answer(cloud: ApiCloud, plan: Plan, event: unknown): Promise<unknown> {
  const call = readApiEvent(event);
  return traced(call.correlationId, () => answerCall(cloud, plan, call));
}

async function answerCall(cloud: ApiCloud, plan: Plan, call: ApiCall): Promise<unknown> {
  if (!isOperation(call.operation)) throw new TypeError(`The API has no operation ${call.operation}`);
  const startedMs = cloud.clock.now();
  const reply = await run(cloud, plan, call.operation, call);
  cloud.log.info("answered", {
    operation: call.operation,
    problem: problemKind(reply),
    tookMs: cloud.clock.now() - startedMs,
  });
  return toGraphql(reply);
}

async function run<N extends OperationName>(
  cloud: ApiCloud,
  plan: Plan,
  name: N,
  { input, caller }: ApiCall,
): Promise<object> {
  const operation = operations[name];
  if (operation.kind === "mutation" && !mayChange(caller)) return refuse(name, problemOf("not-allowed"));
  const read = operation.input.safeParse(input);
  if (!read.success) return refuse(name, problemOf("invalid-params", explainIssues(read.error.issues)));
  try {
    return await resolve(cloud, plan, name, caller, read.data);
  } catch (error) {
    if (!(error instanceof OutsideFault)) throw error;
    // A store was out of reach even after the retries. The person can only try again, and is told so.
    cloud.log.error("store-out-of-reach", error, { operation: name });
    return refuse(name, problemOf(operation.kind === "query" ? "load-failed" : "save-failed"));
  }
}

function resolve<N extends OperationName>(
  cloud: ApiCloud,
  plan: Plan,
  name: N,
  { userId }: Caller,
  input: unknown,
): Promise<object> {
  // The schema of `name` has just read `input`; TypeScript cannot follow that through a table of generics.
  const resolver = resolvers[name] as (cloud: ApiCloud, asking: object, input: unknown) => Promise<object>;
  return resolver(cloud, { userId, plan }, input);
}

/** A refusal in the shape of the operation's reply: what may not be null there is empty. */
function refuse(name: OperationName, problem: Problem): object {
  const empty: Partial<Record<OperationName, object>> = {
    listImages: { items: [] },
    getEditHistory: { items: [] },
    listListings: { items: [] },
    planBatch: { photos: [] },
    listBatches: { items: [] },
    listRecipes: { items: [] },
    getAllowances: { items: [] },
    deleteRecipe: { deleted: 0 },
    moveImages: { outcomes: [] },
    deleteListing: { deleted: 0 },
    cancelEdit: { deleted: 0 },
    deleteEdit: { deleted: 0 },
    deleteImage: { deleted: 0 },
    deleteMyData: { deleted: 0 },
  };
  return { ...empty[name], problem: viewProblem(problem) };
}

const isOperation = (name: string): name is OperationName => Object.hasOwn(operations, name);

function problemKind(reply: object): string | undefined {
  const { problem } = reply as { problem?: { kind?: string } | null };
  return problem?.kind;
}
