import { mostFound, type PhotoAnalysis } from "./analysis.ts";
import { asFound } from "./as-found.ts";
import { type ObjectName } from "./object-names.ts";
import { areaOf, onePerPlace, type SeenObject } from "./seen-object.ts";

/**
 * The loose things a stager would clear away before the photo, surest first, boxes in thousandths. Furniture, plants,
 * vases and pictures stay; so do a laid dining table and books that stand on their shelf.
 * @param photo size in pixels, upright
 */
export function distractionsOf(
  seen: readonly SeenObject[],
  { scene, roomType }: Pick<PhotoAnalysis, "scene" | "roomType">,
  photo: { readonly width: number; readonly height: number },
): PhotoAnalysis["distractions"] {
  const clutter = scene === "exterior" ? outdoors : indoors;
  const found = seen.filter(
    (thing) =>
      thing.confidence >= (clutter[thing.name] ?? Number.POSITIVE_INFINITY) &&
      !(roomType === "dining-room" && tableware.includes(thing.name)) &&
      !(thing.name === "book" && thing.height > thing.width) &&
      areaOf(thing) < 0.25 * areaOf(photo),
  );
  return onePerPlace(found)
    .slice(0, mostFound)
    .map((thing) => asFound(thing, photo));
}

/** From which confidence a thing is believed: small things look alike, bags and cars do not. */
type Believed = Partial<Record<ObjectName, number>>;

const tableware: readonly ObjectName[] = ["bowl", "cup", "wine glass", "fork", "knife", "spoon", "bottle"];

const carried: Believed = { backpack: 0.25, handbag: 0.25, suitcase: 0.25, umbrella: 0.32 };
const sports: Believed = {
  frisbee: 0.4,
  skis: 0.4,
  snowboard: 0.4,
  "sports ball": 0.35,
  kite: 0.4,
  "baseball bat": 0.4,
  "baseball glove": 0.4,
  skateboard: 0.35,
  surfboard: 0.4,
  "tennis racket": 0.35,
};

const indoors: Believed = {
  ...carried,
  ...sports,
  person: 0.4,
  cat: 0.4,
  dog: 0.4,
  bicycle: 0.35,
  bottle: 0.32,
  "wine glass": 0.32,
  cup: 0.32,
  bowl: 0.32,
  book: 0.32,
  remote: 0.32,
  laptop: 0.35,
  mouse: 0.35,
  keyboard: 0.35,
  "cell phone": 0.32,
  toothbrush: 0.32,
  "hair drier": 0.32,
  scissors: 0.35,
  "teddy bear": 0.35,
};

const outdoors: Believed = {
  ...carried,
  ...sports,
  person: 0.35,
  cat: 0.4,
  dog: 0.4,
  bicycle: 0.3,
  motorcycle: 0.3,
  car: 0.35,
  truck: 0.35,
  bus: 0.35,
};
