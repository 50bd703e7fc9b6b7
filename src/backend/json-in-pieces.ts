import { breath } from "#src/boot/breath.ts";

/** Where each piece ends, in ms: half a frame. */
const pieceMs = 8;

/**
 * What JSON.stringify makes of a value of plain data, worked out in pieces with a breath between them: a long list would
 * hold up fingers. The value must not change meanwhile.
 * @param depth arrays and objects within so many others are worked out in one go
 */
export async function jsonInPieces(value: unknown, depth: number): Promise<string> {
  let untilMs = performance.now() + pieceMs;
  const write = async (part: unknown, left: number): Promise<string | undefined> => {
    if (performance.now() > untilMs) {
      await breath();
      untilMs = performance.now() + pieceMs;
    }
    if (left === 0 || !isPlain(part)) return JSON.stringify(part);
    const texts: string[] = [];
    if (Array.isArray(part)) {
      for (const item of part) texts.push((await write(item, left - 1)) ?? "null");
      return `[${texts.join(",")}]`;
    }
    for (const [key, item] of Object.entries(part)) {
      const text = await write(item, left - 1);
      if (text !== undefined) texts.push(`${JSON.stringify(key)}:${text}`);
    }
    return `{${texts.join(",")}}`;
  };
  return (await write(value, depth)) ?? "null";
}

const isPlain = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !("toJSON" in value);
