import { type PhotoAnalysis } from "#core/analysis/analysis.ts";
import { type Problem } from "#core/problem.ts";
import { done, refused } from "#core/result.ts";
import { resizeRaster } from "#engine/filters/resize.ts";
import { type EditJob, type Made, type Studio } from "#functions/edit/studio.ts";

export const anAnalysis = (more: Partial<PhotoAnalysis> = {}): PhotoAnalysis => ({
  isProperty: true,
  scene: "interior",
  roomType: "living-room",
  furnishing: "empty",
  timeOfDay: "unclear",
  skyVisible: false,
  issues: [],
  distractions: [],
  datedFeatures: [],
  confidence: 0.9,
  ...more,
});

interface Paper {
  /** Scores the structure check gives, one after the other; the last one stays. */
  readonly scores?: readonly number[];
  readonly planProblem?: Problem;
  readonly performProblem?: Problem;
  /** What a renovation says it changed and did not find. */
  readonly surfaces?: Made["surfaces"];
  /** Everything a model draws is cut off at the mask. */
  readonly cuts?: boolean;
  readonly onPerform?: (seed: number, job: EditJob) => Promise<void> | void;
  readonly measure?: () => PhotoAnalysis;
  readonly things?: () => NonNullable<PhotoAnalysis["things"]>;
}

/** A studio that only turns pixels over: fast, and everything it did can be read off the picture. */
export function paperStudio({
  scores = [1],
  planProblem,
  performProblem,
  surfaces,
  cuts,
  onPerform,
  measure,
  things,
}: Paper = {}): Studio {
  let checked = 0;
  return {
    plan: async ({ painted }) => (planProblem ? refused(planProblem) : done({ mask: painted })),
    perform: async (job, _plan, seed) => {
      await onPerform?.(seed, job);
      const { photo, painted } = job;
      if (performProblem) return refused(performProblem);
      const data = photo.data.map((value) => 255 - value);
      return done({ photo: { ...photo, data }, allowed: painted, surfaces });
    },
    compose: async ({ photo, painted }, _plan, { received }) => ({
      photo: resizeRaster(received, photo.width, photo.height),
      allowed: painted,
      isCut: cuts,
    }),
    structure: async () => scores[Math.min(checked++, scores.length - 1)] ?? 1,
    things: async () => things?.() ?? [],
    measure: async () => measure?.() ?? anAnalysis({ confidence: 0.4 }),
  };
}
