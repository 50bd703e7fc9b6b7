import { recipeRecord, type RecipeRecord } from "#core/batch/batch.ts";
import { type RecipeId, type UserId } from "#core/ids.ts";
import { recordKeys } from "#core/keys.ts";
import { type ItemKey } from "#functions/records/item.ts";
import { fromItem, type RecordKind, type RecordsAndClock } from "#functions/records/stored.ts";

export const recipeKind: RecordKind<RecipeRecord> = {
  entity: "RecipeRecord",
  schema: recipeRecord,
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
  const { items } = await cloud.records.page({ PK: recordKeys.partition(user), prefix: "RECIPE#", limit });
  const nowMs = cloud.clock.now();
  return items.flatMap((item) => fromItem(recipeKind, item, nowMs)?.record ?? []);
}
