import { type KeptAsk } from "../edit/ask.ts";
import { flowOf, instruct } from "../edit/flows/index.ts";
import { catalogue, type Model, type ModelId } from "../models/catalogue.ts";
import { analysisRoute, planRoute } from "../models/route.ts";

/** Calls of one model that a listing makes when every model answers at the first try. */
export interface CallsOf {
  readonly model: Model;
  readonly calls: number;
  readonly why: string;
}

/** What the page reckons with: an agent's listing as DESIGN.md and issue 6 describe it. */
export const usualListing = { photos: 25, edits: 10 } as const;

/** How the ten edits divide. Enhancements are the studio's and cost nothing. */
const mix: readonly { readonly ask: KeptAsk; readonly count: number; readonly isPainted?: boolean }[] = [
  { ask: { editType: "virtual-staging", params: { roomType: "living-room", style: "modern" } }, count: 2 },
  { ask: { editType: "day-to-dusk", params: { intensity: "moderate" } }, count: 1 },
  { ask: { editType: "enhance", params: { autoAdjust: true } }, count: 4 },
  { ask: { editType: "item-removal", params: { objects: [] } }, count: 1, isPainted: true },
  {
    ask: { editType: "virtual-renovation", params: { description: "paint the walls sage green" } },
    count: 1,
  },
  { ask: { editType: "free-edit", params: { prompt: "a green armchair" } }, count: 1, isPainted: true },
];

/** Every paid call of a usual listing, by the routes and prompts that the workers use. */
export function callsOfListing(): readonly CallsOf[] {
  const calls: CallsOf[] = [
    { model: first(analysisRoute), calls: usualListing.photos, why: "photo analysis" },
  ];
  for (const { ask, count, isPainted = false } of mix) {
    const drawn = firstDrawing(ask, isPainted);
    if (drawn) calls.push({ model: drawn.model, calls: count * drawn.calls, why: ask.editType });
    if (ask.editType === "virtual-renovation")
      calls.push({ model: first(planRoute), calls: count, why: "reading a renovation's words" });
  }
  return calls;
}

/** The model that is asked first and how often: the ones passed over need a mask or cannot do it. */
function firstDrawing(ask: KeptAsk, isPainted: boolean): { model: Model; calls: number } | undefined {
  for (const id of flowOf(ask).candidates) {
    const model = catalogue[id];
    if (model.task === "studio") return undefined;
    const takesMask = model.task === "inpaint" || model.task === "erase";
    if (takesMask && !isPainted && flowOf(ask).mask === "optional") continue;
    const calls = instruct(ask, model.task).length;
    if (calls > 0) return { model, calls };
  }
  return undefined;
}

function first(route: readonly ModelId[]): Model {
  const [id] = route;
  if (id === undefined) throw new RangeError("A route without a model");
  return catalogue[id];
}
