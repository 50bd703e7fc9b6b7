import { type PhotoAnalysis, type PhotoIssue } from "#core/analysis/analysis.ts";
import { measurePhoto, type PhotoMeasures } from "#engine/analysis/measure-photo.ts";
import { sureSky } from "#engine/dusk/sky-confidence.ts";
import { canStraighten } from "#engine/enhance/straighten.ts";
import { type Raster } from "#engine/raster.ts";

/**
 * The studio's own analysis, for when no vision model answers. It says what pixels can tell (light, colour, blur, sky,
 * empty floors, things that are no house) and leaves rooms and objects unnamed.
 */
export function analysePhoto(photo: Raster, work?: Raster): PhotoAnalysis {
  return analysisOf(measurePhoto(photo, work));
}

/** What the measures mean. Pure, so that a threshold can be tested without a picture. */
function analysisOf(measures: PhotoMeasures): PhotoAnalysis {
  const { exterior, emptiness, sky, notProperty } = measures;
  const isExterior = exterior >= 0.5;
  const isProperty = notProperty < 0.5;
  return {
    isProperty,
    scene: !isProperty ? "other" : isExterior ? "exterior" : "interior",
    roomType: isExterior || !isProperty ? "none" : "other",
    furnishing: emptiness > 0.5 ? "empty" : emptiness > 0.25 ? "sparse" : "furnished",
    timeOfDay: isExterior && sky.confidence >= sureSky ? (sky.isDusk ? "dusk" : "day") : "unclear",
    skyVisible: sky.confidence >= sureSky && sky.share > 0.02,
    issues: issuesOf(measures, isExterior),
    distractions: [],
    datedFeatures: [],
    confidence: isProperty ? confidenceOf(measures, isExterior) : notProperty,
  };
}

function issuesOf(measures: PhotoMeasures, isExterior: boolean): PhotoIssue[] {
  const { medianBrightness, clippedWhite, contrast, cast, sharpness, noiseSigma, uprightness, sky } =
    measures;
  const { rollDegrees, pitchDegrees } = uprightness;
  const found: readonly (readonly [PhotoIssue, boolean])[] = [
    ["dark", medianBrightness < (isExterior ? 0.24 : 0.33) && !sky.isDusk],
    ["overexposed", medianBrightness > 0.8 || clippedWhite > 0.22],
    ["colour-cast", cast.strength > 11 && !sky.isDusk],
    ["low-contrast", contrast < 0.12],
    ["blurred", sharpness.isBlurred],
    ["noisy", noiseSigma > 3.5],
    ["panorama", measures.isPanorama],
    // Only what straightening would put right is worth a remark.
    [
      "tilted",
      !measures.isPanorama &&
        canStraighten(uprightness) &&
        (Math.abs(rollDegrees) > 1 || Math.abs(pitchDegrees) > 5),
    ],
  ];
  return found.filter(([, is]) => is).map(([issue]) => issue);
}

/** Surest in the clear cases; a guess at emptiness near the threshold is said to be one. */
function confidenceOf({ exterior, emptiness }: PhotoMeasures, isExterior: boolean): number {
  const scene = Math.abs(exterior - 0.5) * 2;
  const floor = isExterior ? 1 : Math.abs(emptiness - 0.5) * 2;
  return Math.round((0.4 + 0.3 * scene + 0.2 * floor) * 100) / 100;
}
