import { analysisSheet } from "#test/bench/sheets/analysis.ts";
import { duskSheet } from "#test/bench/sheets/dusk.ts";
import { enhanceSheet } from "#test/bench/sheets/enhance.ts";
import { geometrySheet } from "#test/bench/sheets/geometry.ts";
import { largeRemovalSheet, removalSheet } from "#test/bench/sheets/removal.ts";
import { renovationSheet } from "#test/bench/sheets/renovation.ts";
import { multiAnglePhotosSheet, multiAngleSheet } from "#test/bench/sheets/multi-angle.ts";
import { type Sheet } from "#test/bench/sheets/sheet-type.ts";
import { lookSheets, stagingSheet } from "#test/bench/sheets/staging.ts";
import { surfaceTapSheet, thingTapSheet } from "#test/bench/sheets/taps.ts";

/** Every sheet that `npm run bench -- --sheet DIR` makes. */
export const sheets: readonly Sheet[] = [
  geometrySheet,
  enhanceSheet,
  duskSheet,
  removalSheet,
  largeRemovalSheet,
  renovationSheet,
  stagingSheet,
  ...lookSheets,
  multiAngleSheet,
  multiAnglePhotosSheet,
  thingTapSheet,
  surfaceTapSheet,
  analysisSheet,
];
