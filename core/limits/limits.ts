/** DESIGN.md section 11. Sizes in bytes, areas in pixels, lengths in characters. */
export const maxUploadBytes = 10 * 1024 * 1024;
export const maxPhotoPixels = 50_000_000;
export const minSidePx = 64;
/** Longer than this, one side against the other, is a strip and not a photo. */
export const maxAspect = 20;

export const workingLongSidePx = 2048;
export const thumbLongSidePx = 480;

export const maxFileNameLength = 255;
export const maxDescriptionLength = 1000;
export const maxObjectNameLength = 80;
export const maxObjectNames = 20;
/** A 1-bit PNG of a 50-megapixel mask is well under this; AppSync refuses requests above 1 MB. */
export const maxMaskBase64Length = 700_000;
export const maxChainLength = 50;
export const pageSize = 50;

export const maxListingNameLength = 120;
export const maxRoomNameLength = 60;
export const maxRooms = 40;
export const maxListings = 500;
export const maxRecipes = 100;
/**
 * Megabytes of new objects a function gathers at most before it clears them away (V8's --max-semi-space-size). An edit of
 * 12 megapixels makes up to two and a half gigabytes of small ones; with V8's own 16 MB it takes a twentieth longer.
 */
export const semiSpaceMb = 64;
/** Images one request moves at most. */
export const maxMovedImages = 50;
/** The images of a listing are counted up to here: a larger one says so many "or more". */
export const countedImages = 200;
