import { type RoomType } from "../edit/room-types.ts";
import { type ObjectName } from "./object-names.ts";
import { anyOf, areaOf, type SeenObject, type Size } from "./seen-object.ts";

export interface LikelyRoom {
  readonly roomType: RoomType | "other";
  /** 0–1; 0 of "other". */
  readonly confidence: number;
}

/**
 * The room that the things in it speak for: a bed makes a bedroom, a table with chairs a dining room.
 * Things that all stand within a sixth of the photo's width are taken to stand in the room next door.
 */
export function likelyRoom(seen: readonly SeenObject[], photo: Size): LikelyRoom {
  const votes = roomsByVotes(seen, photo);
  const [first, second] = votes;
  if (first === undefined || first.votes < leastVotes) return { roomType: "other", confidence: 0 };
  const clear = (first.votes - (second?.votes ?? 0)) / first.votes;
  return { roomType: first.room, confidence: Math.min(1, first.votes) * (0.6 + 0.4 * clear) };
}

/** About one sure bed, couch or toilet that the small network is a third sure of. */
const leastVotes = 0.28;

type Weights = Partial<Record<ObjectName, number>>;

/** What a thing says for a room, 1 = all by itself. Cups and bottles stand everywhere and say little. */
const speaksFor = {
  bedroom: { bed: 1.3 },
  bathroom: { toilet: 1.3, sink: 0.6, toothbrush: 0.3, "hair drier": 0.3 },
  kitchen: {
    oven: 0.9,
    microwave: 0.9,
    refrigerator: 0.8,
    sink: 0.5,
    toaster: 0.4,
    spoon: 0.3,
    knife: 0.3,
    cup: 0.15,
    bowl: 0.15,
  },
  "living-room": { couch: 1, tv: 0.75, remote: 0.2, chair: 0.3, book: 0.15, "potted plant": 0.15 },
  "dining-room": { "dining table": 0.9, chair: 0.35, "wine glass": 0.25, bowl: 0.2, cup: 0.1, fork: 0.3 },
  office: { keyboard: 0.9, mouse: 0.8, laptop: 0.6, chair: 0.1 },
} as const satisfies { readonly [R in RoomType]: Weights };

function roomsByVotes(seen: readonly SeenObject[], photo: Size) {
  const rooms: readonly { readonly room: RoomType; readonly weights: Weights }[] = [
    { room: "bedroom", weights: speaksFor.bedroom },
    { room: "bathroom", weights: speaksFor.bathroom },
    { room: "kitchen", weights: speaksFor.kitchen },
    { room: "living-room", weights: speaksFor["living-room"] },
    { room: "dining-room", weights: speaksFor["dining-room"] },
    { room: "office", weights: speaksFor.office },
  ];
  return rooms
    .map(({ room, weights }) => ({ room, votes: votesOf(seen, weights, photo) }))
    .toSorted((a, b) => b.votes - a.votes);
}

function votesOf(seen: readonly SeenObject[], weights: Weights, photo: Size): number {
  const votes = Object.entries(weights).map(([name, weight]) => {
    const things = seen.filter((thing) => thing.name === name);
    return { things, weight, surely: anyOf(things.map((thing) => sized(thing, photo))) };
  });
  const sum = votes.reduce((total, { weight, surely }) => total + weight * surely, 0);
  const telling = votes
    .filter(({ weight, things }) => weight >= 0.5 && isBelieved(things))
    .flatMap(({ things }) => things);
  // Without furniture of its own, or with all of it seen through a door, a room has only what every room has.
  return telling.length === 0 || breadth(telling) < photo.width / 6 ? 0.2 * sum : sum;
}

/** What fills the foreground tells more than what stands far off, in the room behind. */
const sized = (thing: SeenObject, photo: Size): SeenObject => ({
  ...thing,
  confidence: thing.confidence * Math.min(1, Math.sqrt(areaOf(thing) / areaOf(photo)) / 0.2),
});

/** One fair find, or several faint ones. */
const isBelieved = (things: readonly SeenObject[]): boolean =>
  anyOf(things) >= 0.5 || things.some(({ confidence }) => confidence >= 0.24);

const breadth = (things: readonly SeenObject[]): number =>
  Math.max(...things.map(({ x, width }) => x + width)) - Math.min(...things.map(({ x }) => x));
