import {
  type BatchId,
  type EditId,
  type ImageId,
  type ListingId,
  type RecipeId,
  type UserId,
} from "./ids.ts";

/** Object keys in the bucket, DESIGN.md section 5. Every key names its owner, so that rights follow prefixes. */
export const objectKeys = {
  upload: (user: UserId, image: ImageId) => `uploads/${user}/${image}`,
  working: (user: UserId, image: ImageId) => `working/${user}/${image}.webp`,
  thumb: (user: UserId, image: ImageId) => `thumbs/${user}/${image}.webp`,
  mask: (user: UserId, edit: EditId) => `masks/${user}/${edit}.png`,
} as const;

/** The four files of one result: lossless, JPEG download, screen copy, thumbnail. */
export const resultFiles = ["result.png", "result.jpg", "working.webp", "thumb.webp"] as const;
export type ResultFile = (typeof resultFiles)[number];

export const previewKey = (user: UserId, edit: EditId, file: ResultFile): string =>
  `previews/${user}/${edit}/${file}`;
export const resultKey = (user: UserId, edit: EditId, file: ResultFile): string =>
  `results/${user}/${edit}/${file}`;

/** Every place where a person's objects live. */
export const prefixesOf = (user: UserId): readonly string[] =>
  ["uploads", "working", "thumbs", "masks", "previews", "results"].map((room) => `${room}/${user}/`);

/** Reads an upload's key back, as it stands in S3's event. Undefined: not an upload of ours. */
export function readUploadKey(key: string): { readonly user: string; readonly image: string } | undefined {
  const parts = /^uploads\/([0-9a-f-]{36})\/([0-9a-f-]{36})$/.exec(key);
  return parts?.[1] && parts[2] ? { user: parts[1], image: parts[2] } : undefined;
}

/** Keys in the table, seeds/001. */
export const recordKeys = {
  partition: (user: UserId) => `USER#${user}`,
  image: (image: ImageId) => `IMAGE#${image}`,
  edit: (edit: EditId) => `EDIT#${edit}`,
  listing: (listing: ListingId) => `LISTING#${listing}`,
  batch: (batch: BatchId) => `BATCH#${batch}`,
  recipe: (recipe: RecipeId) => `RECIPE#${recipe}`,
  limit: (name: string, window: string) => `LIMIT#${name}#${window}`,
  request: (request: string) => `REQUEST#${request}`,
} as const;
