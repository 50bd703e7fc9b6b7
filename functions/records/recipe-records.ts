import { recipeRecord, type RecipeRecord } from "#core/batch/batch.ts";
import { type RecipeId, type UserId } from "#core/ids.ts";
import { recordKeys, recordPrefixes } from "#core/keys.ts";
import { type ItemKey } from "#functions/records/item.ts";
import { type ListedKind, pageOf } from "#functions/records/pages.ts";
import { type RecordsAndClock } from "#functions/records/stored.ts";

export const recipeKind: ListedKind<RecipeRecord> = {
  entity: "RecipeRecord",
  schema: recipeRecord,
  prefix: recordPrefixes.recipe,
  keysOf: ({ userId, recipeId }) => recipeKeys(userId, recipeId),
};

export const recipeKeys = (user: UserId, recipe: RecipeId): ItemKey => ({
  PK: recordKeys.partition(user),
  SK: recordKeys.recipe(recipe),
});

/** The first `limit` of this person's recipes, in no order that says anything. */
export async function recipesOf(
  cloud: RecordsAndClock,
  user: UserId,
  limit: number,
): Promise<readonly RecipeRecord[]> {
  const { records } = await pageOf(cloud, recipeKind, user, limit);
  return records.map(({ record }) => record);
}
