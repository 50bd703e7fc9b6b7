import { createHash } from "node:crypto";
import { type ReadInput } from "#core/api/operations.ts";
import { type RecipeView } from "#core/api/batch-views.ts";
import { type RecipeRecord } from "#core/batch/batch.ts";
import { recipeId, type RecipeId, type UserId } from "#core/ids.ts";
import { maxRecipes } from "#core/limits/limits.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { type Cloud } from "#functions/ports.ts";
import { recipeKeys, recipeKind, recipesOf } from "#functions/records/recipe-records.ts";
import { read, toItem } from "#functions/records/stored.ts";

type Needs = Pick<Cloud, "records" | "clock">;

/**
 * Keeps steps under a name; the same name again, however it is capitalised, replaces them. Recipes are counted before
 * one is written, not with it: two requests at the same moment can end one above the limit.
 */
export async function saveRecipe(
  cloud: Needs,
  userId: UserId,
  { name, steps }: ReadInput<"saveRecipe">,
): Promise<Result<RecipeView>> {
  const id = idOfName(userId, name);
  const before = await read(cloud, recipeKind, recipeKeys(userId, id));
  if (before === undefined && (await recipesOf(cloud, userId, maxRecipes)).length >= maxRecipes)
    return refused(problemOf("too-many-recipes", { detail: `${maxRecipes} recipes` }));
  const nowMs = cloud.clock.now();
  const at = new Date(nowMs).toISOString();
  const createdAt = before?.record.createdAt ?? at;
  const record: RecipeRecord = { recipeId: id, userId, name, steps, createdAt, updatedAt: at };
  const item = toItem(recipeKind, { record }, before, nowMs);
  await cloud.records.write([{ kind: "put", item, when: "always" }]);
  return done(view(record));
}

/** All of them, by name. */
export async function listRecipes(cloud: Needs, user: UserId): Promise<RecipeView[]> {
  const recipes = await recipesOf(cloud, user, maxRecipes + 10);
  return recipes.toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)).map(view);
}

export async function deleteRecipe(cloud: Needs, user: UserId, id: RecipeId): Promise<Result<number>> {
  const written = await cloud.records.write([{ kind: "remove", key: recipeKeys(user, id), when: "present" }]);
  return written.ok ? done(1) : refused(problemOf("not-found", { field: "recipeId" }));
}

/** Made from whose it is and its name (UUID version 8), so that saving a name twice is saving it once. */
function idOfName(user: UserId, name: string): RecipeId {
  const hash = createHash("sha256")
    .update(`${user} ${name.normalize("NFC").toLowerCase()}`)
    .digest("hex");
  return recipeId.parse(
    [
      hash.slice(0, 8),
      hash.slice(8, 12),
      `8${hash.slice(13, 16)}`,
      `8${hash.slice(17, 20)}`,
      hash.slice(20, 32),
    ].join("-"),
  );
}

const view = ({ recipeId: id, name, steps, createdAt, updatedAt }: RecipeRecord): RecipeView => ({
  recipeId: id,
  name,
  steps,
  createdAt,
  updatedAt,
});
