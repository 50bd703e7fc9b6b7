import { pictureCache } from "#src/features/start/picture-cache.ts";

/** A picture that begins to come now must still be allowed to come a moment later. */
const marginMs = 60_000;

/**
 * Shows a picture at its signed address while that lives; after that only where the service worker has it, which knows
 * pictures by their address without the signature.
 * @param untilMs when the address dies, milliseconds since 1970
 */
export async function showPicture(
  image: Pick<HTMLImageElement, "src">,
  address: string,
  untilMs: number,
  nowMs: number,
  isKept: (name: string) => Promise<boolean> = isWithWorker,
): Promise<void> {
  if (untilMs > nowMs + marginMs || (await isKept(address.split("?", 1)[0] ?? address))) image.src = address;
}

async function isWithWorker(name: string): Promise<boolean> {
  if (!navigator.serviceWorker?.controller || !("caches" in window)) return false;
  return (await caches.match(name, { cacheName: pictureCache })) !== undefined;
}
