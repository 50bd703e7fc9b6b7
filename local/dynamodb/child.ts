import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod/mini";
import { answerParent } from "#local/child/answer-parent.ts";
import { type Engine, openEngine } from "#local/dynamodb/engine.ts";
import { isRefusal } from "#local/dynamodb/refusal.ts";
import { dynamoCall, type DynamoReply } from "#local/dynamodb/wire.ts";

/** The process of the database; the first argument is its folder. */
const sweepEveryMs = 60_000;
const openTries = 20;

const engine = await openWhenFree(z.string().parse(process.argv[2]));

setInterval(() => {
  engine.sweep().catch((error: unknown) => console.error("Expired items were not deleted:", error));
}, sweepEveryMs).unref();

answerParent(
  async (payload) => answer(payload),
  () => engine.close(),
);

async function answer(payload: unknown): Promise<DynamoReply> {
  const { operation, input } = dynamoCall.parse(payload);
  try {
    return { status: 200, body: { ...(await engine.run(operation, input)) } };
  } catch (error) {
    if (isRefusal(error)) return { status: error.statusCode ?? 400, body: error.body ?? {} };
    console.error(`${operation} failed:`, error);
    return { status: 500, body: { __type: "InternalServerError", message: String(error) } };
  }
}

/** After a `kill -9` of the parent the last process may still be leaving, and the files are its for that long. */
async function openWhenFree(path: string): Promise<Engine> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await openEngine({ path, clock: Date.now });
    } catch (error) {
      if (attempt === openTries) throw error;
      await sleep(200);
    }
  }
}
