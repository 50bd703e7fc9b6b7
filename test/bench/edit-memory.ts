import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import * as z from "zod/mini";
import { type EditType } from "#core/edit/edit-type.ts";
import { type Bench, type Figure } from "./harness.ts";

export const studioEdits = [
  "enhance",
  "item-removal",
  "day-to-dusk",
  "virtual-staging",
  "virtual-renovation",
] as const satisfies readonly EditType[];

/**
 * The most memory a process of its own holds (peak resident set) while it makes one edit, pictures decoded and result
 * encoded, at 12 and at 38 megapixels. The pictures are drawn here.
 */
export const editMemory: Bench = {
  name: "edit-memory",
  async run() {
    const figures: Figure[] = [];
    for (const megapixels of [12, 38])
      for (const editType of studioEdits)
        figures.push({
          name: `${editType} at ${megapixels} MP`,
          value: (await peakBytesOf(editType, megapixels)) / 1e9,
          unit: "GB",
          target: "≤ 1.5",
        });
    return figures;
  },
};

const answer = z.object({ peakBytes: z.number() });

async function peakBytesOf(editType: string, megapixels: number): Promise<number> {
  const script = fileURLToPath(new URL("edit-memory-child.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, editType, String(megapixels)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  const code = await new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
  if (code !== 0) throw new Error(`${editType} at ${megapixels} MP ended with code ${String(code)}`);
  return answer.parse(JSON.parse(text)).peakBytes;
}
