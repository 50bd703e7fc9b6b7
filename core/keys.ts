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
  /** The original as it was first read, for as long as its upload form could put another one in its place. */
  guard: (user: UserId, image: ImageId) => `working/${user}/${image}.original`,
  thumb: (user: UserId, image: ImageId) => `thumbs/${user}/${image}.webp`,
  mask: (user: UserId, edit: EditId) => `masks/${user}/${edit}.png`,
} as const;

/** The four files of one result: lossless, JPEG download, screen copy, thumbnail. */
const usualFiles = ["result.png", "result.jpg", "working.webp", "thumb.webp"] as const;
/** A recipe's fifth: as its steps ask for it, in whatever format. */
export const resultFiles = [...usualFiles, "delivered"] as const;
export type ResultFile = (typeof resultFiles)[number];

export const filesOfResult = (isRecipe: boolean): readonly ResultFile[] =>
  isRecipe ? resultFiles : usualFiles;

export const previewKey = (user: UserId, edit: EditId, file: ResultFile): string =>
  `previews/${user}/${edit}/${file}`;
export const resultKey = (user: UserId, edit: EditId, file: ResultFile): string =>
  `results/${user}/${edit}/${file}`;

/** The rooms of the bucket: the first part of every key. */
export const bucketRooms = ["uploads", "working", "thumbs", "masks", "previews", "results"] as const;

/** Every place where a person's objects live. */
export const prefixesOf = (user: UserId): readonly string[] => bucketRooms.map((room) => `${room}/${user}/`);

/**
 * What screens show, and nothing else in the bucket: working copies and thumbnails, of photos and of edits. "*" stands
 * for any characters, as in CloudFront's path patterns and in the resources of a policy.
 */
export const screenCopyPatterns = [
  "working/*.webp",
  "thumbs/*.webp",
  "previews/*/working.webp",
  "previews/*/thumb.webp",
  "results/*/working.webp",
  "results/*/thumb.webp",
] as const;

export const isScreenCopy = (key: string): boolean =>
  screenCopyPatterns.some((pattern) => {
    const [start = "", end = ""] = pattern.split("*");
    return key.length >= start.length + end.length && key.startsWith(start) && key.endsWith(end);
  });

/** Reads an upload's key back, as it stands in S3's event. Undefined: not an upload of ours. */
export function readUploadKey(key: string): { readonly user: string; readonly image: string } | undefined {
  const parts = /^uploads\/([0-9a-f-]{36})\/([0-9a-f-]{36})$/.exec(key);
  return parts?.[1] && parts[2] ? { user: parts[1], image: parts[2] } : undefined;
}

/** Reads the owner of any key of ours and what it is of, an image or an edit. Undefined: not a key of ours. */
export function readObjectKey(key: string): { readonly user: string; readonly id: string } | undefined {
  const [, user, id] = /^[a-z]+\/([0-9a-f-]{36})\/([0-9a-f-]{36})(?:[./]|$)/.exec(key) ?? [];
  return user && id ? { user, id } : undefined;
}

/** What stands before the id in the sort keys of what a person can have many of. */
export const recordPrefixes = {
  image: "IMAGE#",
  edit: "EDIT#",
  listing: "LISTING#",
  batch: "BATCH#",
  recipe: "RECIPE#",
  request: "REQUEST#",
} as const;

/** Keys in the table, seeds/001. */
export const recordKeys = {
  partition: (user: UserId) => `USER#${user}`,
  image: (image: ImageId) => `${recordPrefixes.image}${image}`,
  edit: (edit: EditId) => `${recordPrefixes.edit}${edit}`,
  listing: (listing: ListingId) => `${recordPrefixes.listing}${listing}`,
  batch: (batch: BatchId) => `${recordPrefixes.batch}${batch}`,
  recipe: (recipe: RecipeId) => `${recordPrefixes.recipe}${recipe}`,
  limit: (name: string, window: string) => `LIMIT#${name}#${window}`,
  /** How many bytes this person keeps. */
  storage: "STORAGE",
  /** That everything of this person is to go. */
  deletion: "DELETION",
  request: (request: string) => `${recordPrefixes.request}${request}`,
} as const;
