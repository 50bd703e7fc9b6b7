import { type NamedPhoto } from "./photo-names.ts";

/**
 * Names of files in a command, as one word each that says which photos are meant: "only for front.jpg" → "only for ⟦p3⟧".
 * Without its ending a name counts when it has letters and digits: IMG_4, but not the "front" of a front door.
 */
export function markFiles(command: string, photos: readonly NamedPhoto[]): string {
  const numbers = new Map<string, number[]>();
  photos.forEach(({ fileName }, i) => {
    const name = fileName.trim().toLowerCase();
    const stem = name.replace(/\.\p{L}{3,4}$/u, "");
    const isTelling = stem.length >= 4 && /\d/.test(stem) && /\p{L}/u.test(stem);
    for (const known of new Set([name, ...(isTelling ? [stem] : [])]))
      if (known !== "") numbers.set(known, [...(numbers.get(known) ?? []), i + 1]);
  });
  const longestFirst = [...numbers.keys()].toSorted((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return command;
  const pattern = `(?<![\\p{L}\\p{N}_.-])(?:${longestFirst.map(escaped).join("|")})(?![\\p{L}\\p{N}_-]|\\.\\p{L})`;
  return command.replaceAll(
    new RegExp(pattern, "giu"),
    (name) => `⟦p${(numbers.get(name.toLowerCase()) ?? []).join("+")}⟧`,
  );
}

/** The words as they were written. */
export const unmarkFiles = (words: string, photos: readonly NamedPhoto[]): string =>
  words.replaceAll(/⟦p(\d+)[+\d]*⟧/g, (_, number: string) => photos[Number(number) - 1]?.fileName ?? "");

const escaped = (name: string): string => name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
