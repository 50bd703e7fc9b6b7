import { availableParallelism } from "node:os";
import { encodeMask } from "#engine/codec/mask.ts";
import { emptyMask } from "#engine/raster.ts";
import { createStudioPool } from "#local/bedrock/studio-pool.ts";
import { type StudioJob } from "#local/bedrock/studio.ts";
import { roomWithCrate } from "#test/pictures/scenes.ts";
import { type Bench } from "./harness.ts";

/**
 * Whether two edits asked for together use both cores: the studio's pool does four of them one after the other, then
 * two at a time. How many cores are busy is the processor's time by the clock's. One edit by itself keeps more than one
 * busy here and there (sharp's threads, the collector's), so what two gain over one is less than 2. The picture is
 * drawn here, 3 megapixels.
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
      const one = await spent(async () => {
        for (let n = 0; n < 4; n++) await pool.edit(job, signal);
      });
      const two = await spent(async () => {
        for (let n = 0; n < 2; n++) await Promise.all([pool.edit(job, signal), pool.edit(job, signal)]);
      });
      return [
        {
          name: `cores busy of ${availableParallelism()}, two at a time`,
          value: two.cores,
          unit: "",
          target: "≥ 1.7",
          peer: { name: "one at a time", value: one.cores, ratio: two.cores / one.cores },
        },
        {
          name: "four edits, two at a time",
          value: two.elapsedMs,
          unit: "ms",
          peer: { name: "one at a time (ms)", value: one.elapsedMs, ratio: two.elapsedMs / one.elapsedMs },
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

async function spent(
  run: () => Promise<void>,
): Promise<{ readonly elapsedMs: number; readonly cores: number }> {
  const startMs = performance.now();
  const before = process.cpuUsage();
  await run();
  const elapsedMs = performance.now() - startMs;
  const { user, system } = process.cpuUsage(before);
  return { elapsedMs, cores: (user + system) / 1000 / elapsedMs };
}
