import { batchOps } from "./batch-ops.ts";
import { batchSpeed } from "./batch-speed.ts";
import { lighthouse } from "./app/lighthouse.ts";
import { maskDrawing } from "./app/mask-drawing.ts";
import { thousandPhotos } from "./app/thousand-photos.ts";
import { editMemory } from "./edit-memory.ts";
import { enhanceQuality } from "./enhance-quality.ts";
import { fuzz } from "./fuzz.ts";
import { type Bench } from "./harness.ts";
import { outsideRegion } from "./outside-region.ts";
import { removalQuality } from "./removal-quality.ts";
import { stagingLooks } from "./staging-looks.ts";
import { roomTypes } from "./room-types.ts";
import { skyIou } from "./sky-iou.ts";
import { structureCheck } from "./structure-check.ts";
import { steadyAnalysis } from "./steady-analysis.ts";
import { studioTimes } from "./studio-times.ts";
import { tapSelect } from "./tap-select.ts";
import { twoAtOnce } from "./two-at-once.ts";

/** Everything `npm run bench` measures. */
export const benches: readonly Bench[] = [
  studioTimes,
  removalQuality,
  outsideRegion,
  enhanceQuality,
  stagingLooks,
  skyIou,
  roomTypes,
  steadyAnalysis,
  structureCheck,
  tapSelect,
  twoAtOnce,
  editMemory,
  maskDrawing,
  lighthouse,
  thousandPhotos,
  batchSpeed,
  batchOps,
  fuzz,
];
