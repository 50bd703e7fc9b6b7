import { access, type FileHandle, mkdir, open } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Output } from "#core/api/operations.ts";
import { type BatchTaskView, type BatchView, type PhotoPlanView } from "#core/api/batch-views.ts";
import { type ProblemView } from "#core/api/problem-view.ts";
import { imageId, type ImageId } from "#core/ids.ts";
import { problemOf } from "#core/problem.ts";
import { type Call, Refused } from "./api.ts";
import { photosAt } from "./batch-photos.ts";
import { patient, type Persist, persisting } from "./patient.ts";
import { newRequestId, uploadPhoto } from "./upload.ts";
import { type Command, UsageError } from "./usage.ts";

const pollMs = 300;

/** What became of one photo, from its upload to the file that was written. */
interface PhotoReport {
  readonly photo: string;
  readonly imageId: ImageId | undefined;
  readonly plan: PhotoPlanView | undefined;
  readonly task: BatchTaskView | undefined;
  readonly out: string | undefined;
  readonly problem: ProblemView | undefined;
}

export interface BatchReport {
  /** Each photo has what it was to have, or, with `--plan`, can have it. */
  readonly ok: boolean;
  readonly batchId: string | undefined;
  readonly readBy: string | undefined;
  readonly notUnderstood: readonly string[];
  readonly question: string | undefined;
  readonly totalMs: number;
  readonly photos: readonly PhotoReport[];
}

/**
 * Many photos, one command: uploads, plans, runs and downloads what is delivered. A photo that is refused anywhere
 * stops no other. A server that goes away and comes back is waited for.
 * @param say what happens, line by line, as it happens
 */
export async function runBatch(
  impatient: Call,
  { photos: paths, words: command, planOnly, out }: Extract<Command, { command: "batch" }>,
  say: (line: string) => void,
): Promise<BatchReport> {
  const startMs = Date.now();
  const photos = await photosAt(paths);
  const persist = persisting(say);
  const call = patient(impatient, persist);
  if (out !== undefined) await makeFolder(out);
  const sent: Sent[] = [];
  for (const photo of photos) sent.push(await send(call, persist, photo, say));
  const known = sent.flatMap(({ imageId: id }) => id ?? []);
  if (known.length === 0) return report(sent, { ok: false, startMs });

  const planned = await call("planBatch", { imageIds: known, command });
  tellPlan(sent, planned, say);
  const { plan } = planned;
  const canStart = plan && plan.question === undefined && plan.steps.length > 0;
  if (planOnly || out === undefined || !canStart) {
    const isPossible = sent.every(({ problem }) => !problem) && planned.photos.every((each) => !each.problem);
    return report(sent, { ok: Boolean(canStart) && isPossible, startMs, planned });
  }

  const { batch } = await call("startBatch", {
    requestId: newRequestId(),
    imageIds: known,
    steps: plan.steps,
    command,
  });
  if (!batch) throw new Error("startBatch answered neither a batch nor a problem");
  const done = await watch(call, batch, (task, at) =>
    say(`${count(at, sent)}${nameOf(sent, task)}: ${statusOf(task)}`),
  );
  const files = await saveAll(call, persist, sent, done, out, say);
  const ok =
    sent.every(({ problem }) => !problem) &&
    done.tasks.every(({ status }) => status === "completed" || status === "skipped");
  return report(sent, { ok, startMs, planned, batch: done, files });
}

interface Sent {
  readonly photo: string;
  readonly imageId: ImageId | undefined;
  readonly problem: ProblemView | undefined;
}

async function send(call: Call, persist: Persist, photo: string, say: (line: string) => void): Promise<Sent> {
  try {
    const id = imageId.safeParse(photo);
    const image = id.success
      ? (await call("getImage", { imageId: id.data })).image
      : await uploadPhoto(call, await existing(photo), persist);
    if (!image) throw new Error(`getImage ${photo} answered nothing`);
    say(`${photo}: ${image.width} × ${image.height}, ${image.imageId}`);
    return { photo, imageId: image.imageId, problem: undefined };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say(`${photo}: ${inWords(error.problem)}`);
    return { photo, imageId: undefined, problem: error.problem };
  }
}

/** A wrong name is no broken photo, and is called what it is. */
async function existing(file: string): Promise<string> {
  if (await access(file).then(yes, no)) return file;
  const message = `There is no file called ${file} that can be read.`;
  const problem = { ...problemOf("unreadable"), message, remedy: "Check its name and its folder." };
  throw new Refused({ ...problem, field: null, retryAfterSeconds: null });
}

const yes = (): boolean => true;
const no = (): boolean => false;

function tellPlan(
  sent: readonly Sent[],
  { plan, photos, readBy }: Output<"planBatch">,
  say: (line: string) => void,
): void {
  say(`Plan, read by ${readBy ?? "nobody"}:`);
  for (const each of photos) {
    const name = nameOf(sent, each);
    if (each.problem) say(`  ${name}: ${inWords(each.problem)}`);
    else if (each.words.length === 0) say(`  ${name}: left as it is`);
    else
      say(
        `  ${name}: ${each.words.join("; ")} → ${each.width} × ${each.height} ${each.format}, ` +
          `about ${(each.estimateMs / 1000).toFixed(1)} s, $${each.usd.toFixed(3)}, ${each.legalClass}`,
      );
  }
  for (const words of plan?.notUnderstood ?? []) say(`  not understood: “${words}”`);
  if (plan?.question !== undefined) say(`  question: ${plan.question}`);
}

/** Until every task has its outcome. */
async function watch(
  call: Call,
  first: BatchView,
  see: (task: BatchTaskView, at: number) => void,
): Promise<BatchView> {
  const shown = new Map<ImageId, string>();
  for (let batch = first; ;) {
    for (const [at, task] of batch.tasks.entries()) {
      if (shown.get(task.imageId) === statusOf(task)) continue;
      shown.set(task.imageId, statusOf(task));
      see(task, at);
    }
    if (batch.state !== "running") return batch;
    await pause(pollMs);
    batch = (await call("getBatch", { batchId: batch.batchId })).batch ?? batch;
  }
}

async function saveAll(
  call: Call,
  persist: Persist,
  sent: readonly Sent[],
  { tasks }: BatchView,
  folder: string,
  say: (line: string) => void,
): Promise<ReadonlyMap<ImageId, string>> {
  const files = new Map<ImageId, string>();
  for (const { imageId: id, editId, status } of tasks) {
    if (status !== "completed" || !editId) continue;
    const { url, fileName } = await call("getDownload", { editId, format: "delivered" });
    if (!url || !fileName) throw new Error("getDownload answered neither an address nor a problem");
    const bytes = await persist(() => bytesAt(url));
    const source = sent.find((each) => each.imageId === id)?.photo ?? fileName;
    // A photo that was named by its id is called as it was when it came.
    const named = imageId.safeParse(source).success ? fileName : source;
    const stem = basename(named, extname(named));
    const file = await writeNew(folder, stem, extname(fileName), bytes);
    say(`${source} → ${file}`);
    files.set(id, file);
  }
  return files;
}

/** The whole file: one that breaks off is fetched again. */
async function bytesAt(url: string): Promise<Uint8Array> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`storage answered ${answer.status} to a signed address`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Under this name, or the first with a number behind it that nothing has yet: no file is ever written over. */
async function writeNew(folder: string, stem: string, extension: string, bytes: Uint8Array): Promise<string> {
  for (let number = 1; ; number++) {
    const file = join(folder, `${stem}${number === 1 ? "" : `-${number}`}${extension}`);
    const opened = await createNew(file);
    if (opened === undefined) continue;
    await opened.writeFile(bytes).finally(() => opened.close());
    return file;
  }
}

async function createNew(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, "wx");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") return undefined;
    throw new UsageError(`cannot write ${file}`, { cause });
  }
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new UsageError(`cannot make the folder ${folder}`, { cause });
  });
}

interface Outcome {
  readonly ok: boolean;
  readonly startMs: number;
  readonly planned?: Output<"planBatch">;
  readonly batch?: BatchView;
  readonly files?: ReadonlyMap<ImageId, string>;
}

function report(sent: readonly Sent[], { ok, startMs, planned, batch, files }: Outcome): BatchReport {
  return {
    ok,
    batchId: batch?.batchId,
    readBy: planned?.readBy ?? undefined,
    notUnderstood: planned?.plan?.notUnderstood ?? [],
    question: planned?.plan?.question,
    totalMs: Date.now() - startMs,
    photos: sent.map(({ photo, imageId: id, problem }) => {
      const plan = planned?.photos.find((each) => each.imageId === id);
      const task = batch?.tasks.find((each) => each.imageId === id);
      const out = id && files?.get(id);
      return {
        photo,
        imageId: id,
        plan,
        task,
        out,
        problem: problem ?? task?.problem ?? plan?.problem ?? undefined,
      };
    }),
  };
}

const nameOf = (sent: readonly Sent[], { imageId: id }: { readonly imageId: ImageId }): string =>
  sent.find((each) => each.imageId === id)?.photo ?? id;

const count = (at: number, { length }: readonly Sent[]): string => `[${at + 1}/${length}] `;

const statusOf = ({ status, step, problem }: BatchTaskView): string => {
  if (problem) return `${status}: ${inWords(problem)}`;
  return step ? `${status}, ${step}` : status;
};

const inWords = ({ message, remedy }: ProblemView): string => `${message} ${remedy}`;
