import { a } from "@aws-amplify/backend";
import { mutation, query } from "./operation.ts";

export const batchOperations = {
  planBatch: mutation("PlanReply", {
    imageIds: a.id().required().array().required(),
    command: a.string(),
    steps: a.json(),
  }),
  startBatch: mutation("BatchReply", {
    requestId: a.id().required(),
    imageIds: a.id().required().array().required(),
    steps: a.json().required(),
    command: a.string(),
  }),
  cancelBatch: mutation("BatchReply", { batchId: a.id().required() }),
  retryBatch: mutation("BatchReply", { batchId: a.id().required() }),
  undoBatch: mutation("BatchReply", { batchId: a.id().required() }),
  getBatch: query("BatchReply", { batchId: a.id().required() }),
  listBatches: query("BatchPage", { limit: a.integer(), nextToken: a.string(), updatedSince: a.string() }),
  saveRecipe: mutation("RecipeReply", { name: a.string().required(), steps: a.json().required() }),
  listRecipes: query("RecipeList"),
  deleteRecipe: mutation("DeleteReply", { recipeId: a.id().required() }),
};
