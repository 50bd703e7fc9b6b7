import { type Recipe, type StepAsk } from "#core/batch/op.ts";
import { type EditStep } from "#core/edit/edit.ts";
import { maxPhotoPixels } from "#core/limits/limits.ts";
import { type ModelId } from "#core/models/catalogue.ts";
import { done, refused, type Result } from "#core/result.ts";
import { type RecipeRun, runRecipe } from "#engine/batch/run-recipe.ts";
import { type Raster } from "#engine/raster.ts";
import { type MadeEdit, makeEdit } from "#functions/edit/make.ts";
import { type Studio } from "#functions/edit/studio.ts";
import { type Cloud } from "#functions/ports.ts";

/**
 * Does a recipe to one picture. Its steps that are edit types go the way those edits go: models, checks, studio. The
 * score is that of the step that held the house least well.
 * @param file the picture the recipe is done to, as it lies in the bucket
 * @param untilMs after this only the studio is asked
 */
export async function makeRecipe(
  cloud: Pick<Cloud, "records" | "models" | "clock" | "chance" | "log">,
  studio: Studio,
  file: Uint8Array,
  steps: Recipe,
  seed: number,
  untilMs: number,
  onStep: (step: EditStep) => Promise<void>,
): Promise<Result<MadeEdit>> {
  let modelId: ModelId = "reimagine.studio-v1";
  let structureScore = 1;
  const edit = async (photo: Raster, ask: StepAsk): Promise<RecipeRun> => {
    const made = await makeEdit(cloud, studio, { ask, photo, painted: undefined }, seed, untilMs, { onStep });
    if (!made.ok) return { kind: "refused", problem: made.problem };
    structureScore = Math.min(structureScore, made.value.structureScore);
    if (made.value.modelId !== "reimagine.studio-v1") modelId = made.value.modelId;
    return { kind: "done", photo: made.value.photo };
  };
  await onStep("editing");
  const run = await runRecipe(file, steps, { maxPixels: maxPhotoPixels, minSidePx: 1 }, edit);
  return run.kind === "refused" ? refused(run.problem) : done({ photo: run.photo, modelId, structureScore });
}
