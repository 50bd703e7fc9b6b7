import { type PhotoAnalysis } from "./analysis.ts";
import { distractionsOf } from "./distractions.ts";
import { isIndoors } from "./is-indoors.ts";
import { type ObjectName } from "./object-names.ts";
import { likelyRoom } from "./room-evidence.ts";
import { anyOf, areaOf, onePerPlace, type SeenObject, type Size } from "./seen-object.ts";

/**
 * What a photo shows, once things are known that stand in it. `measured` is the answer without them: light, scene, sky
 * and faults stay as measured; room, furnishing, distractions and "is it a property at all" follow the things.
 */
export function withObjects(
  measured: PhotoAnalysis,
  seen: readonly SeenObject[],
  photo: Size,
): PhotoAnalysis {
  const living = fillsThePhoto(seen, photo);
  if (!measured.isProperty || living > 0)
    return {
      ...measured,
      isProperty: false,
      scene: "other",
      roomType: "none",
      distractions: [],
      confidence: rounded(Math.max(living, measured.isProperty ? 0 : measured.confidence)),
    };
  if (measured.scene !== "interior" && !isIndoors(seen))
    return { ...measured, distractions: distractionsOf(seen, measured, photo) };
  return inRoom({ ...measured, ...indoors }, seen, photo);
}

/** What is not so in a room, though its ceiling measured like a sky. */
const indoors = { scene: "interior", skyVisible: false, timeOfDay: "unclear" } as const;

function inRoom(measured: PhotoAnalysis, seen: readonly SeenObject[], photo: Size): PhotoAnalysis {
  const things = withoutFloors(seen, photo);
  const { roomType, confidence } = likelyRoom(things, photo);
  const room = { ...measured, roomType, furnishing: furnishingOf(measured, roomType, things, photo) };
  return {
    ...room,
    distractions: distractionsOf(things, room, photo),
    confidence: roomType === "other" ? measured.confidence : rounded((measured.confidence + confidence) / 2),
  };
}

/** Two decimals are all that a person reads. */
const rounded = (confidence: number): number => Math.round(confidence * 100) / 100;

const animals: readonly ObjectName[] = ["cat", "dog", "bird", "horse", "sheep", "cow", "bear"];

/** How sure it is that people, or one animal, are what the photo is of; 0 when they are not. */
function fillsThePhoto(seen: readonly SeenObject[], photo: Size): number {
  const people = seen.filter(({ name, confidence }) => name === "person" && confidence >= 0.4);
  const peopleShare = onePerPlace(people).reduce((sum, person) => sum + areaOf(person), 0) / areaOf(photo);
  const pets = seen.filter(
    (thing) =>
      animals.includes(thing.name) && thing.confidence >= 0.3 && areaOf(thing) > 0.35 * areaOf(photo),
  );
  return Math.max(peopleShare > 0.12 ? anyOf(people) : 0, anyOf(pets));
}

/** What an agent would furnish an empty room with. */
const furniture: readonly ObjectName[] = ["bed", "couch", "chair", "dining table", "bench"];

/** How sure the network must be that furniture stands there, or does not; between these the measuring decides. */
const standsThere = 0.35;
const isBare = 0.22;
/** Of furniture faintly seen in a busy picture, once there is a household around it. */
const isFaint = 0.15;
const household = 0.45;
const someThings = 0.3;

/** What people put on furniture, or hang over it. Bowls and cups are left out: lamps and fittings look like them. */
const belongings: readonly ObjectName[] = [
  "potted plant",
  "vase",
  "book",
  "tv",
  "remote",
  "clock",
  "laptop",
  "teddy bear",
];

function furnishingOf(
  { furnishing }: PhotoAnalysis,
  roomType: PhotoAnalysis["roomType"],
  seen: readonly SeenObject[],
  photo: Size,
): PhotoAnalysis["furnishing"] {
  // What makes these rooms is built in: they are never empty, however plain.
  if (roomType === "kitchen" || roomType === "bathroom") return "furnished";
  const places = onePerPlace(seen);
  const standing = places.filter(
    (thing) => furniture.includes(thing.name) && thing.y + thing.height > 0.68 * photo.height,
  );
  const stands = anyOf(standing);
  if (stands >= standsThere) return "furnished";
  const lived = anyOf([...standing, ...places.filter(({ name }) => belongings.includes(name))]);
  if (furnishing === "furnished" && stands > isFaint && lived >= household) return "furnished";
  if (stands > isBare) return furnishing;
  return furnishing === "furnished" && lived >= someThings ? "sparse" : "empty";
}

/**
 * A floor that fills the lower picture looks like a made bed or a table to the network. A real one has things about it:
 * where nothing else is seen, its confidence is halved.
 */
function withoutFloors(seen: readonly SeenObject[], photo: Size): readonly SeenObject[] {
  const isFloorLike = ({ name, y, width }: SeenObject): boolean =>
    (name === "bed" || name === "dining table") && width > 0.85 * photo.width && y > 0.5 * photo.height;
  const isAlone = anyOf(onePerPlace(seen.filter((thing) => !isFloorLike(thing)))) < 0.3;
  return isAlone
    ? seen.map((thing) => (isFloorLike(thing) ? { ...thing, confidence: thing.confidence / 2 } : thing))
    : seen;
}
