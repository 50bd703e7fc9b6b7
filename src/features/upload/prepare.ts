import { sniff, sniffBytes } from "#core/image/format.ts";
import { maxPhotoPixels, maxUploadBytes } from "#core/limits/limits.ts";
import { problemOf } from "#core/problem.ts";
import { type Prepared } from "./job.ts";
import { CannotPrepare } from "./queue.ts";
import { reduce } from "./reduce.ts";

/**
 * Makes a photo fit to be sent: as it is when it may be, else reduced on this phone to the largest size that fits.
 * HEIC goes as it is, the backend converts it. Throws CannotPrepare.
 */
export async function prepare(photo: Blob): Promise<Prepared> {
  const bytes = await readBytes(photo);
  const contentType = sniff(new Uint8Array(bytes, 0, Math.min(bytes.byteLength, sniffBytes)));
  if (contentType === undefined)
    throw new CannotPrepare(problemOf(photo.size === 0 ? "unreadable" : "unsupported-format"));
  const hash = await sha256(bytes);
  const own = new Blob([bytes], { type: contentType });
  const pixels = contentType === "image/heic" ? undefined : await pixelsOf(own);
  if (own.size <= maxUploadBytes && (pixels ?? 0) <= maxPhotoPixels)
    return { bytes: own, contentType, hash, reducedFromBytes: undefined };

  const reduced = await reduce(own).catch((cause: unknown) => {
    throw new CannotPrepare(
      problemOf(own.size > maxUploadBytes ? "file-too-large" : "too-many-pixels"),
      cause,
    );
  });
  return { bytes: reduced, contentType: "image/jpeg", hash, reducedFromBytes: own.size };
}

async function readBytes(photo: Blob): Promise<ArrayBuffer> {
  try {
    return await photo.arrayBuffer();
  } catch (cause) {
    // The system has taken the file back (moved, deleted, on a card that is gone).
    throw new CannotPrepare(problemOf("unreadable"), cause);
  }
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Reads the header only; undefined when this browser cannot, and the backend will say what it is. */
function pixelsOf(photo: Blob): Promise<number | undefined> {
  const url = URL.createObjectURL(photo);
  return new Promise<number | undefined>((resolve) => {
    const image = new Image();
    image.addEventListener("load", () => resolve(image.naturalWidth * image.naturalHeight));
    image.addEventListener("error", () => resolve(undefined));
    image.src = url;
  }).finally(() => URL.revokeObjectURL(url));
}
