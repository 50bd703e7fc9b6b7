import { type BatchOp, type OpOf, type Recipe, type StepAsk } from "#core/batch/op.ts";
import { cropBox, resized, sizeAfter } from "#core/batch/predict.ts";
import { type Problem, problemOf } from "#core/problem.ts";
import { unreachable } from "#core/unreachable.ts";
import { decodePhoto, type DecodeLimits, decodeSized } from "#engine/codec/decode.ts";
import { cut, filtered, frame, mirror, resizeTo, turn, turnBy } from "#engine/batch/sharp-steps.ts";
import { writeText, writeWatermark, type Written } from "#engine/batch/write-words.ts";
import { enhance } from "#engine/enhance/enhance.ts";
import { straighten } from "#engine/enhance/straighten.ts";
import { type Raster } from "#engine/raster.ts";

export type RecipeRun =
  { readonly kind: "done"; readonly photo: Raster } | { readonly kind: "refused"; readonly problem: Problem };

/** Does an edit type's own work on a picture of full size: models, checks and all. */
export type MakeEdit = (photo: Raster, ask: StepAsk) => Promise<RecipeRun>;

/**
 * Does the steps one after the other to one picture. A first step that makes a JPEG smaller is done while it loads.
 * What cannot be done to this picture refuses this picture; the sizes are those that core predicts.
 * @param file the picture as it came, any accepted format
 */
export async function runRecipe(
  file: Uint8Array,
  steps: Recipe,
  limits: DecodeLimits,
  makeEdit: MakeEdit,
): Promise<RecipeRun> {
  const [first] = steps;
  const shrinking =
    first?.op === "resize" && (first.fit ?? "inside") === "inside" && first.enlarge !== true
      ? first
      : undefined;
  const opened =
    shrinking === undefined
      ? await decodePhoto(file, limits)
      : await decodeSized(file, limits, (full) => resized(full, shrinking));
  if (opened.kind === "refused") return refusedBy(opened.reason);
  let { photo } = opened;
  for (const step of shrinking === undefined ? steps : steps.slice(1)) {
    const fits = sizeAfter(photo, step);
    if ("kind" in fits) return { kind: "refused", problem: fits };
    const done = await runStep(photo, step, makeEdit);
    if (done.kind === "refused") return done;
    photo = done.photo;
  }
  return { kind: "done", photo };
}

async function runStep(photo: Raster, step: BatchOp, makeEdit: MakeEdit): Promise<RecipeRun> {
  switch (step.op) {
    case "resize":
      return done(await resizeTo(photo, step));
    case "rotate":
      return done(await turn(photo, step));
    case "flip":
      return done(await mirror(photo, step));
    case "crop":
      return cropped(photo, step);
    case "filter":
      return done(await filtered(photo, step));
    case "border":
      return done(await frame(photo, step));
    case "text":
      return written(await writeText(photo, step));
    case "watermark":
      return written(await writeWatermark(photo, step));
    case "auto-enhance":
      return done(enhance(photo, { autoAdjust: true }));
    case "straighten":
      return done(step.degrees === undefined ? straighten(photo) : await turnBy(photo, step.degrees));
    case "edit":
      return makeEdit(photo, step.ask);
    // How the file is written, not what is in it.
    case "convert":
    case "quality":
    case "strip-metadata":
      return done(photo);
    default:
      return unreachable(step);
  }
}

async function cropped(photo: Raster, step: OpOf<"crop">): Promise<RecipeRun> {
  const box = cropBox(photo, step);
  return "kind" in box ? { kind: "refused", problem: box } : done(await cut(photo, box));
}

const written = (answer: Written): RecipeRun =>
  answer.kind === "written"
    ? done(answer.photo)
    : {
        kind: "refused",
        problem: problemOf("invalid-params", { field: "text", detail: `cannot write ${answer.missing}` }),
      };

const done = (photo: Raster): RecipeRun => ({ kind: "done", photo });

const refusedBy = (reason: string): RecipeRun => ({
  kind: "refused",
  problem: problemOf(reason === "too-many-pixels" || reason === "too-small" ? reason : "unreadable"),
});
