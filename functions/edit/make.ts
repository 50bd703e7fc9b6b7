import { type EditStep } from "#core/edit/edit.ts";
import { flowOf, instruct } from "#core/edit/flows/index.ts";
import { seedAfter } from "#core/edit/seed.ts";
import { maxPhotoPixels } from "#core/limits/limits.ts";
import { type EditingTask, type Model, type Task } from "#core/models/catalogue.ts";
import { type Instruction } from "#core/models/instruction.ts";
import { route } from "#core/models/route.ts";
import { type Problem, problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { decodePhoto } from "#engine/codec/decode.ts";
import { encodeJpeg } from "#engine/codec/encode.ts";
import { encodeMask } from "#engine/codec/mask.ts";
import { differs } from "#engine/compose/differs.ts";
import { resizeMask, resizeRaster, shrinkTo } from "#engine/filters/resize.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { type KeptScene } from "#engine/staging/arrange/rearrange.ts";
import { draw } from "#functions/edit/draw.ts";
import { type Encoding, type Picture } from "#functions/edit/encode-result.ts";
import { readWords } from "#functions/edit/read-words.ts";
import { lapsedModels } from "#functions/models/lapsed-models.ts";
import { type EditJob, type Made, type Plan, structureHolds, type Studio } from "#functions/edit/studio.ts";
import { type Cloud, type Fault, type ModelFault } from "#functions/ports.ts";

type Needs = Pick<Cloud, "records" | "models" | "clock" | "chance" | "log">;

export interface MadeEdit extends Picture {
  readonly structureScore: number;
  /** What was put into the room, when the studio did it. */
  readonly scene?: KeptScene | undefined;
  /** Of a renovation by the studio: what was changed and what was not found. */
  readonly surfaces?: Made["surfaces"];
  /** Its files, where somebody encodes them already. */
  readonly encoding?: Encoding | undefined;
}

/** Who follows an edit that is being made. */
export interface Follower {
  /** Told what is done next. What it throws ends the work. */
  readonly onStep: (step: EditStep) => Promise<void>;
  /** Given each picture before it is checked, so that its files are encoded while the check runs; nothing is kept yet. */
  readonly onPicture?: (picture: Picture) => Promise<Encoding>;
}

/** Services answer with about 4 MP whatever they are sent; sending more only takes longer. */
export const sentPixels = 4_000_000;

/**
 * Makes the picture: asks the models of the route one after the other, lays what comes over the original and keeps
 * the first result that leaves the house as it is. The studio stands at the end of every route.
 * @param untilMs after this only the studio is asked
 */
export async function makeEdit(
  cloud: Needs,
  studio: Studio,
  asked: EditJob,
  seed: number,
  untilMs: number,
  { onStep, onPicture }: Follower,
): Promise<Result<MadeEdit>> {
  await onStep("masking");
  const plan = await studio.plan(asked);
  if (!plan.ok) return plan;
  const down = await lapsedModels(cloud);
  const steps = plan.value.isOwnWork
    ? undefined
    : await readWords(cloud, asked.ask, plan.value, down, untilMs);
  const job: EditJob = { ...asked, steps };

  const failures: Failure[] = [];
  for (const model of route(job.ask, job.photo, down)) {
    if (plan.value.isOwnWork && model.task !== "studio") continue;
    const instructions = instruct(job.ask, model.task, steps);
    if (instructions.length === 0) continue;
    // Where marking is optional and nothing is marked, a model that paints into a mask has nothing to do.
    if (takesMask(model.task) && plan.value.mask === undefined && flowOf(job.ask).mask === "optional")
      continue;
    for (const trySeed of [seed, seedAfter(seed, 1_000_004)]) {
      const made = await madeBy(
        { cloud, studio, job, plan: plan.value, model, untilMs, onStep },
        instructions,
        trySeed,
      );
      if ("ok" in made && !made.ok) return made;
      if ("fault" in made) {
        failures.push(made.fault);
        break;
      }
      if (model.task !== "studio" && !hasChanged(job, made.value.photo)) {
        cloud.log.warn("nothing-changed", { modelId: model.id });
        failures.push("nothing");
        continue;
      }
      if (made.value.isCut) {
        cloud.log.warn("furniture-cut", { modelId: model.id });
        failures.push("structure");
        // Whoever knows no mask heeds none with another seed either.
        break;
      }
      await onStep("checking");
      const finished = await checked(studio, job, made.value, model, onPicture);
      const { structureScore } = finished;
      if (structureScore >= structureHolds || movesNothing(job) || made.value.isLightOnly)
        return done(finished);
      cloud.log.warn("structure-changed", { modelId: model.id, structureScore });
      failures.push("structure");
    }
  }
  return refused(whyNone(failures));
}

/** Encoding begins first: the check takes nearly all of this thread until it is done. */
async function checked(
  studio: Studio,
  { photo: source }: EditJob,
  { photo, allowed, against, scene, surfaces }: Made,
  { id: modelId }: Model,
  onPicture: Follower["onPicture"],
): Promise<MadeEdit> {
  const encoding = await onPicture?.({ photo, modelId });
  const structureScore = await studio.structure(against ?? source, photo, allowed);
  return { photo, modelId, structureScore, scene, surfaces, encoding };
}

type Failure = ModelFault | "structure" | "nothing";

interface Attempt {
  readonly cloud: Needs;
  readonly studio: Studio;
  readonly job: EditJob;
  readonly plan: Plan;
  readonly model: Model;
  readonly untilMs: number;
  readonly onStep: (step: EditStep) => Promise<void>;
}

async function madeBy(
  attempt: Attempt,
  instructions: readonly Instruction[],
  seed: number,
): Promise<Result<Made> | Fault> {
  const { studio, job, plan, model, onStep } = attempt;
  await onStep("editing");
  if (model.task === "studio") return studio.perform(job, plan, seed);
  const sent = shrinkTo(job.photo, Math.min(sentPixels, model.maxPixels));
  const received = await drawAll(attempt, instructions, sent, seed);
  if ("fault" in received) return received;
  await onStep("composing");
  return done(await studio.compose(job, plan, { task: editingTask(model.task), sent, received }, seed));
}

/** One call after the other, each on what the one before gave. */
async function drawAll(
  { cloud, plan, model, untilMs }: Attempt,
  instructions: readonly Instruction[],
  sent: Raster,
  seed: number,
): Promise<Raster | Fault> {
  const mask = plan.mask && takesMask(model.task) ? await maskFor(sent, plan.mask) : undefined;
  let photo = sent;
  for (const instruction of instructions) {
    if (instruction.task === "studio") throw new TypeError(`${model.id} was given the studio's instruction`);
    const image = await encodeJpeg(photo);
    const call = { modelId: model.id, instruction, image, mask, seed, deadlineMs: model.deadlineMs };
    const answer = await draw(cloud, call, untilMs);
    if (answer.kind === "fault") return answer;
    const decoded = await decodePhoto(answer.image, { maxPixels: maxPhotoPixels, minSidePx: 1 });
    if (decoded.kind === "refused")
      return { kind: "fault", fault: "broken", detail: `its picture was ${decoded.reason}` };
    photo = resizeRaster(decoded.photo, sent.width, sent.height);
  }
  return photo;
}

const maskFor = (sent: Raster, mask: Mask): Promise<Uint8Array> =>
  encodeMask(resizeMask(mask, sent.width, sent.height));

const takesMask = (task: Task): boolean => task === "inpaint" || task === "erase";

function editingTask(task: Task): EditingTask {
  switch (task) {
    case "inpaint":
    case "erase":
    case "search-replace":
    case "search-recolor":
    case "control-structure":
    case "image-to-image":
      return task;
    default:
      throw new TypeError(`A model for ${task} makes no edits`);
  }
}

/** Light and colour alone move no edge; the score is told and not judged. */
const movesNothing = ({ ask }: EditJob): boolean => flowOf(ask).region === "whole-photo";

/**
 * A model that gives back what it was given has not done what it was asked. A thing to remove may be tiny; furniture,
 * a sky or a wall is not, and less than that is only the noise of having been encoded.
 */
function hasChanged({ ask, photo }: EditJob, after: Raster): boolean {
  const mayBeTiny = ask.editType === "item-removal" || ask.editType === "free-edit";
  const needed = mayBeTiny ? 1 : Math.max(1, 0.002 * photo.width * photo.height);
  let changed = 0;
  for (let i = 0; i < photo.data.length; i += 3) {
    if (differs(photo.data, after.data, i, visibleLevels) && ++changed >= needed) return true;
  }
  return false;
}

const visibleLevels = 6;

/** Only reached when even the studio's result was turned down. What the person can do about it comes first. */
function whyNone(failures: readonly Failure[]): Problem {
  if (failures.includes("structure")) return problemOf("structure-changed");
  if (failures.some((fault) => fault === "filtered-words" || fault === "filtered-result"))
    return problemOf("filtered");
  if (failures.includes("timeout")) return problemOf("timeout");
  if (failures.includes("busy") || failures.includes("crowded"))
    return problemOf("model-busy", { retryAfterSeconds: 60 });
  // A day's quota is not back within the minute.
  return failures.includes("quota")
    ? problemOf("model-busy", { retryAfterSeconds: 3600 })
    : problemOf("model-failed");
}
