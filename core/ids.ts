import * as z from "zod/mini";

const uuid = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));

/** The `sub` of a signed-in person. Cognito makes it a UUID; nothing else may enter a key. */
export const userId = uuid.brand<"user">();
export const imageId = uuid.brand<"image">();
export const editId = uuid.brand<"edit">();
export const listingId = uuid.brand<"listing">();
export const batchId = uuid.brand<"batch">();
export const recipeId = uuid.brand<"recipe">();
/** Made by the client, once for each intent: the same request id twice is the same request. */
export const requestId = uuid.brand<"request">();

export type UserId = z.infer<typeof userId>;
export type ImageId = z.infer<typeof imageId>;
export type EditId = z.infer<typeof editId>;
export type ListingId = z.infer<typeof listingId>;
export type BatchId = z.infer<typeof batchId>;
export type RecipeId = z.infer<typeof recipeId>;
export type RequestId = z.infer<typeof requestId>;
