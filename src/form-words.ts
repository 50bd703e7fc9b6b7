import { type DuskIntensity, type RoomType, type StagingStyle } from "#core/edit/params.ts";
import { count, firstWords } from "./first-words.ts";

const { format } = firstWords;

const rooms: Readonly<Record<RoomType, string>> = {
  "living-room": "Living room",
  bedroom: "Bedroom",
  kitchen: "Kitchen",
  "dining-room": "Dining room",
  office: "Office",
  bathroom: "Bathroom",
};
const styles: Readonly<Record<StagingStyle, string>> = {
  modern: "Modern",
  traditional: "Traditional",
  minimalist: "Minimalist",
  luxury: "Luxury",
  rustic: "Rustic",
  contemporary: "Contemporary",
};
const intensities: Readonly<Record<DuskIntensity, string>> = {
  subtle: "Subtle",
  moderate: "Moderate",
  dramatic: "Dramatic",
};

/** What is said in the forms that edits begin with. */
export const formWords = {
  start: "Start",
  close: "Close form",
  livePreview: "Rough preview",
  onResult: "Made on the result you were looking at.",
  estimate: (ms: number): string => `About ${format.seconds(ms)}. The original stays.`,
  editsLeft: (of: number): string => `${count(of, "edit", "edits")} left this hour.`,
  room: "Room",
  rooms,
  style: "Style",
  styles,
  markFloor: "Mark the floor yourself",
  unmarkFloor: "Find the floor for me",
  floor: "Free floor",
  floorWhy:
    "Drag the points on the photo to the corners of the free floor. Furniture stands between the four.",
  floorCorners: ["Near left corner", "Far left corner", "Far right corner", "Near right corner"],
  floorCornerAt: (corner: string, right: number, down: number): string =>
    `${corner}, ${right} % from the left, ${down} % from the top. Move with the arrow keys.`,
  floorMarked: "The floor is marked.",
  floorNone: "These four points make no floor yet: the far ones belong higher, the near ones lower.",
  intensity: "How much dusk",
  windows: "Windows",
  windowsWhy:
    "Clear ones are lit for you. Tap one on the photo to light it, again to keep it dark, once more to leave it to us.",
  windowsHint: "Tap a window",
  windowsPhoto: "Photo: tap a window, or move with the arrow keys and press Enter",
  windowsTapped: (lit: number, dark: number): string => `${lit} lit, ${dark} kept dark by you`,
  intensities,
  auto: "Balance automatically",
  autoWhy: "Exposure, white balance and shadows",
  upright: "Straighten",
  uprightWhy: "Level and upright, cropped a little at the edges",
  brightness: "Brightness",
  contrast: "Contrast",
  saturation: "Colour",
  paint: "Mark what to remove",
  paintMore: "Change the marks",
  paintWhy: "Paint over it with a finger, or tap what we found.",
  maskAgain: "Without new marks, those of the last try are used.",
  marked: (marks: number): string => `${count(marks, "mark", "marks")} on the photo`,
  unmark: "Clear",
  objects: "What is it? (optional)",
  description: "What should be new?",
  descriptionExample: "Oak plank floor and white walls",
  examples: "For example",
  renovations: [
    "oak plank floor",
    "paint the walls sage green",
    "white shaker cabinets",
    "white quartz worktop",
    "herringbone parquet",
  ],
  surfaces: "Which surface? (optional)",
  surfacesWhy: "Tap it on the photo, and only it changes. Tap its dot to take that back.",
  surfacesHint: "Tap a surface",
  surfacesPhoto: "Photo: tap a surface, or move with the arrow keys and press Enter",
  surfacesTapped: (of: number): string => `${count(of, "surface", "surfaces")} chosen`,
  showSurface: "Show me which",
  markArea: "Paint it instead",
  markAreaWhy: "With a finger, where a tap takes too much or too little.",
  renovationStyle: "Style (optional)",
  /** Each is one the renovation knows looks of. */
  renovationStyles: ["Modern", "Scandinavian", "Industrial", "Rustic", "Traditional", "Luxury"],
  prompt: "What should change?",
  /** Each is understood by the studio as well, without any model. */
  prompts: [
    "Paint this sage green",
    "Remove this",
    "Brighter and a bit warmer",
    "White walls and an oak floor",
  ],
  markPlace: "Paint where",
  markPlaceWhy: "Only what is painted changes. Without it your words are for the whole photo.",
  furnitureOf: "Same furniture as",
  furnitureWhy: "This room was furnished from another side. Its furniture is put here as seen from here.",
  multiAngle: "Other photos show this room too",
  multiAngleWhy: "Reimagine’s own furniture, which those photos can be given as well",
  furnitureOfPhoto: (name: string): string => `The furniture of ${name}`,
} as const;
