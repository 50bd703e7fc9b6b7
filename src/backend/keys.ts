import { type InfiniteData } from "@tanstack/react-query";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { type ImageId, type ListingId } from "#core/ids.ts";
import { type Page } from "./merge.ts";

/** Where each answer is kept; of those with something of their own behind the first word, `any` names all. */
export const keys = {
  images: ["images"] as const,
  anyImage: ["image"] as const,
  image: (image: ImageId) => ["image", image] as const,
  editsOfAnyImage: ["edits"] as const,
  edits: (image: ImageId) => ["edits", image] as const,
  listings: ["listings"] as const,
  imagesOfAnyListing: ["images-of"] as const,
  imagesOf: (listing: ListingId) => ["images-of", listing] as const,
  activity: ["activity"] as const,
};

export type ImagePages = InfiniteData<Page<ImageView>, string | undefined>;
export type EditPages = InfiniteData<Page<EditView>, string | undefined>;
