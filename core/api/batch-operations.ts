import * as z from "zod/mini";
import { recipe, recipeName } from "../batch/op.ts";
import { commandPlan, maxBatchPhotos, maxCommandLength, planSteps } from "../batch/plan.ts";
import { batchId, imageId, recipeId, requestId } from "../ids.ts";
import { awsJson } from "./json.ts";
import { batchFields, photoPlanFields, recipeFields } from "./batch-fields.ts";
import { batchView, photoPlanView, recipeView } from "./batch-views.ts";
import { problemFields } from "./fields.ts";
import { deleteReply, operation, page, refusable } from "./operation.ts";
import { orNull } from "./problem-view.ts";

const batchReply = z.object({ batch: orNull(batchView), ...refusable });
const batchAnswer = `batch { ${batchFields} } ${problemFields}`;

/** Photo number n of the steps' exceptions is the nth of these. None twice: one photo has one outcome. */
const batchImages = z.array(imageId).check(
  z.minLength(1),
  z.maxLength(maxBatchPhotos),
  z.refine((ids) => new Set(ids).size === ids.length, { error: "names a photo twice" }),
);
const command = z.string().check(z.trim(), z.maxLength(maxCommandLength));

/** Many photos at once. A table of its own so that the app loads it, and all it knows of recipes, only with the batch screen. */
export const batchOperations = {
  planBatch: operation(
    "mutation",
    "planBatch",
    { imageIds: "[ID!]!", command: "String", steps: "AWSJSON" },
    z
      .object({
        imageIds: batchImages,
        command: orNull(command),
        /** Instead of a command: a preset, a saved recipe, or a plan that was changed by hand. */
        steps: orNull(awsJson(z.nullish(planSteps))),
      })
      .check(
        z.refine(({ command: said, steps }) => Boolean(said) !== Boolean(steps), {
          error: "must be given, or else steps, and not both",
          path: ["command"],
        }),
      ),
    z.object({
      /** What the command was read as: a question in it must be answered by another command first. */
      plan: awsJson(z.nullish(commandPlan)),
      /** What it does to each photo, in the order they were named; none beside a problem. */
      photos: z.array(photoPlanView),
      /** The id of the model that read the command, or "grammar". */
      readBy: orNull(z.string()),
      ...refusable,
    }),
    `plan photos { ${photoPlanFields} } readBy ${problemFields}`,
  ),
  startBatch: operation(
    "mutation",
    "startBatch",
    { requestId: "ID!", imageIds: "[ID!]!", steps: "AWSJSON!", command: "String" },
    z.object({
      requestId,
      imageIds: batchImages,
      steps: awsJson(planSteps.check(z.minLength(1))),
      /** What it was planned from, to be shown. */
      command: orNull(command),
    }),
    batchReply,
    batchAnswer,
  ),
  cancelBatch: operation(
    "mutation",
    "cancelBatch",
    { batchId: "ID!" },
    z.object({ batchId }),
    batchReply,
    batchAnswer,
  ),
  retryBatch: operation(
    "mutation",
    "retryBatch",
    { batchId: "ID!" },
    z.object({ batchId }),
    batchReply,
    batchAnswer,
  ),
  undoBatch: operation(
    "mutation",
    "undoBatch",
    { batchId: "ID!" },
    z.object({ batchId }),
    batchReply,
    batchAnswer,
  ),
  getBatch: operation(
    "query",
    "getBatch",
    { batchId: "ID!" },
    z.object({ batchId }),
    batchReply,
    batchAnswer,
  ),
  listBatches: operation(
    "query",
    "listBatches",
    { limit: "Int", nextToken: "String", updatedSince: "String" },
    /** Every batch comes with its tasks: five a page unless told. */
    z.object({ ...page, limit: orNull(z.int().check(z.minimum(1), z.maximum(10))) }),
    z.object({ items: z.array(batchView), nextToken: orNull(z.string()), ...refusable }),
    `items { ${batchFields} } nextToken ${problemFields}`,
  ),
  saveRecipe: operation(
    "mutation",
    "saveRecipe",
    { name: "String!", steps: "AWSJSON!" },
    z.object({ name: recipeName, steps: awsJson(recipe) }),
    z.object({ recipe: orNull(recipeView), ...refusable }),
    `recipe { ${recipeFields} } ${problemFields}`,
  ),
  listRecipes: operation(
    "query",
    "listRecipes",
    {},
    z.object({}),
    z.object({ items: z.array(recipeView), ...refusable }),
    `items { ${recipeFields} } ${problemFields}`,
  ),
  deleteRecipe: operation(
    "mutation",
    "deleteRecipe",
    { recipeId: "ID!" },
    z.object({ recipeId }),
    deleteReply,
    `deleted ${problemFields}`,
  ),
} as const;
