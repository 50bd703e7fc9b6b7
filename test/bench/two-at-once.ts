import { availableParallelism } from "node:os";
import { encodeMask } from "#engine/codec/mask.ts";
import { emptyMask } from "#engine/raster.ts";
import { createStudioPool } from "#local/bedrock/studio-pool.ts";
import { type StudioJob } from "#local/bedrock/studio.ts";
import { roomWithCrate } from "#test/pictures/scenes.ts";
import { type Bench } from "./harness.ts";

/**
 * Whether two edits asked for together take two cores: the studio's pool does four of them one after the other, then
 * two at a time. 2 is perfect; the picture is drawn here, 3 megapixels.
 */
export const twoAtOnce: Bench = {
  name: "two-at-once",
  async run() {
    const job = await removal();
    const pool = createStudioPool(2);
    const signal = AbortSignal.timeout(600_000);
    try {
      // Both threads have started and compiled before anything counts.
      await Promise.all([pool.edit(job, signal), pool.edit(job, signal)]);
      const oneMs = await elapsedMs(async () => {
        for (let n = 0; n < 4; n++) await pool.edit(job, signal);
      });
      const twoMs = await elapsedMs(async () => {
        for (let n = 0; n < 2; n++) await Promise.all([pool.edit(job, signal), pool.edit(job, signal)]);
      });
      return [
        {
          name: `four edits, two at a time, on ${availableParallelism()} cores`,
          value: oneMs / twoMs,
          unit: "× one",
          target: "≥ 1.7",
          peer: { name: "one at a time (ms)", value: oneMs, ratio: oneMs / twoMs },
        },
      ];
    } finally {
      await pool.close();
    }
  },
};

async function removal(): Promise<StudioJob> {
  const { width, height } = { width: 2000, height: 1500 };
  const crate = emptyMask(width, height);
  for (let y = 900; y < 1300; y++) crate.data.fill(255, y * width + 800, y * width + 1300);
  return {
    image: await roomWithCrate({ width, height }),
    work: { kind: "remove", where: { kind: "mask", mask: await encodeMask(crate), growPx: 0 } },
    seed: 1,
    size: { kind: "same" },
    format: "jpeg",
  };
}

async function elapsedMs(run: () => Promise<void>): Promise<number> {
  const startMs = performance.now();
  await run();
  return performance.now() - startMs;
}
