import { type EditStatus, type EditStep, type LegalClass } from "#core/edit/edit.ts";
import { type EditType, type PhotoEditType } from "#core/edit/edit-type.ts";
import { type DuskIntensity, type RoomType, type StagingStyle } from "#core/edit/params.ts";
import { type Suggestion } from "#core/analysis/suggestion.ts";
import { type Surface, surfaceWords } from "#core/renovation/plan.ts";
import { batchWords } from "./batch-words.ts";
import { count, firstWords } from "./first-words.ts";
import { listingWords } from "./listing-words.ts";

/** Everything the app says, in one place: another language is another one of these. */

export interface EditTypeWords {
  readonly name: string;
  /** Under a thumbnail. */
  readonly short: string;
  readonly promise: string;
}

export const editTypeWords = {
  "virtual-staging": {
    name: "Virtual staging",
    short: "Staged",
    promise: "Furnish an empty room. Walls, windows and doors stay.",
  },
  "day-to-dusk": {
    name: "Day to dusk",
    short: "Dusk",
    promise: "A dusk sky and lit windows for the outside.",
  },
  enhance: { name: "Enhance", short: "Enhanced", promise: "Light and colour as the eye saw them." },
  "item-removal": {
    name: "Remove items",
    short: "Cleared",
    promise: "Paint over what should not be there.",
  },
  "virtual-renovation": {
    name: "Virtual renovation",
    short: "Renovated",
    promise: "New floor, walls or cabinets, in your words.",
  },
  "free-edit": {
    name: "In your words",
    short: "Changed",
    promise: "Say what should change, and paint where.",
  },
  recipe: { name: "Batch", short: "Batch", promise: "The same steps for many photos." },
} satisfies { readonly [T in EditType]: EditTypeWords };

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
const statuses: Readonly<Record<EditStatus, string>> = {
  pending: "Waiting its turn",
  processing: "Working",
  preview: "Have a look",
  completed: "Kept",
  failed: "Did not work",
  corrupted: "Missing",
};
const steps: Readonly<Record<EditStep, string>> = {
  reading: "Reading the photo",
  masking: "Finding what to change",
  editing: "Making the change",
  composing: "Laying it over the original",
  checking: "Checking that the house is the same",
  saving: "Saving",
};
const priorities: Readonly<Record<Suggestion["priority"], string>> = {
  high: "Helps a lot",
  medium: "Helps",
  low: "Worth a try",
};
/** What must be said beside an altered photo, in the trade's words. */
const labels: Readonly<Record<PhotoEditType, string>> = {
  "virtual-staging": "virtually staged",
  "day-to-dusk": "digitally altered: sky and light",
  enhance: "adjusted",
  "item-removal": "digitally altered: items removed",
  "virtual-renovation": "virtually renovated",
  "free-edit": "digitally altered",
};

const { format } = firstWords;
const score = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const words = {
  ...firstWords,
  listing: listingWords,
  batch: batchWords,

  signIn: {
    promise: "Listing photos from the hallway: staged, dusk, clean and honest.",
    demoTitle: "Just looking?",
    demo: "Use the demo account",
    signingIn: "Signing in…",
    signIn: "Sign in",
    localCode: (code: string): string => `No e-mail on this machine: your code is ${code}`,
    againTitle: "Please sign in again",
    againWhy: "Your session has ended. What you were doing stays where it is.",
    someoneElse: "Sign out instead",
  },

  live: {
    ready: (what: string, name: string | undefined): string =>
      name === undefined ? `${what}: have a look` : `${what} of ${name}: have a look`,
    failed: (what: string, name: string | undefined): string =>
      name === undefined ? `${what} did not work` : `${what} of ${name} did not work`,
  },

  capture: {
    title: "Take photos",
    leave: "Leave the camera",
    shutter: "Take photo",
    opening: "Opening the camera…",
    grid: "Grid lines",
    level: "Show when the phone is level",
    isLevel: "Level",
    exposure: {
      dark: "Too dark: switch the lights on",
      windows: "Windows are blown out: turn a little away from them",
    },
    rooms: "Room",
    roomShots: (room: string, of: number): string =>
      of === 0 ? room : `${room}, ${count(of, "photo", "photos")}`,
    fileName: (room: string | undefined, place: number, nowMs: number, ending: string): string =>
      room === undefined
        ? `${new Date(nowMs).toISOString().slice(0, 19).replaceAll(":", ".")} ${place}.${ending}`
        : `${room} ${place}.${ending}`,
    kept: (of: number): string => `${count(of, "photo", "photos")} kept`,
    done: "Done",
    gallery: "Add photos",
    shots: "Photos just taken",
    shot: (place: number, state: string): string => `Photo ${place}, ${state}`,
    shotStates: { kept: "kept on this phone", sending: "sending", sent: "sent", problem: "not sent" },
    noPhoto: "The camera gave no photo. Try once more.",
    ownCamera: "Use the phone's camera",
    refused: {
      denied: {
        message: "Reimagine may not use the camera.",
        remedy:
          "Allow it in the browser's settings for this site, or take photos with the phone's own camera.",
      },
      missing: {
        message: "There is no camera this page can use.",
        remedy: "Take photos with the phone's own camera, or add those you have.",
      },
      busy: {
        message: "Another app is using the camera.",
        remedy: "Close it and try again, or take photos with the phone's own camera.",
      },
    },
  },

  photo: {
    back: "Back",
    more: "More about this photo",
    original: "Original",
    before: "Before",
    after: "After",
    beforeAlt: (name: string): string => `${name}, before`,
    afterAlt: (name: string): string => `${name}, after`,
    compare: "Compare before and after",
    compareAt: (share: number): string => `${share} % before`,
    versions: "Versions",
    numbered: (name: string, place: number): string => `${name} ${place}`,
    moreAbout: (name: string): string => `More about ${name}`,
    compareTwo: "Compare two",
    compareNow: "Compare",
    compareWithShown: "Compare with the one on screen",
    comparing: (left: string, right: string): string => `${left} beside ${right}`,
    stopComparing: "Stop",
    left: "Left",
    right: "Right",
    workOn: "Work on from here",
    step: (place: number): string => `step ${place}`,
    edits: "What you can do",
    history: "History",
    facts: (width: number, height: number, bytes: number): string =>
      width > 0 ? `${format.size(width, height)} · ${format.bytes(bytes)}` : format.bytes(bytes),
    remove: "Remove this photo",
    delete: (edits: number): string =>
      edits === 0 ? "Delete photo" : `Delete photo and its ${count(edits, "edit", "edits")}`,
    deleted: (name: string): string => `${name} is deleted.`,
    gone: {
      message: "This photo is not here.",
      remedy: "It may have been deleted, or it belongs to another account. Go to the photos you have.",
    },
    toPhotos: "To the photos",
    versionGone: "The version this link names is gone. This is the original.",
  },

  suggestions: {
    title: "Suggestions",
    again: "Look again",
    looking: "Looking at the photo · about 5 s",
    none: {
      none: "Nobody has looked at this photo yet.",
      pending: "Looking at the photo.",
      done: "Nothing stands out. Choose for yourself below.",
      failed: "We could not tell what would help. Choose for yourself below.",
    },
    dismiss: (name: string): string => `Dismiss ${name}`,
    priority: priorities,
  },

  edit: {
    status: statuses,
    steps,
    waitingTurn: "Waiting its turn",
    progress: "Progress of the edit",
    working: (step: EditStep | undefined, spentMs: number, estimateMs: number): string =>
      spentMs > estimateMs * 1.5
        ? `${format.seconds(spentMs)} so far, longer than usual`
        : `${format.seconds(spentMs)} of about ${format.seconds(estimateMs)}${step === "saving" ? ", nearly there" : ""}`,
    mayLeave: "You can leave this screen; we tell you when it is done.",
    keep: "Keep",
    again: "Again",
    change: "Change settings",
    discard: "Discard",
    cancel: "Cancel edit",
    remove: "Delete edit",
    onThis: "Go on from here",
    kept: (name: string): string => `${name} kept.`,
    deleted: (name: string): string => `${name} deleted.`,
    discarded: (name: string): string => `${name} discarded.`,
    cancelled: (name: string): string => `${name} cancelled.`,
    variants: "Variants",
    variant: (place: number): string => `Variant ${place}`,
    surfacesNotFound: (found: readonly Surface[], notFound: readonly Surface[]): string =>
      `Changed: ${found.map((surface) => surfaceWords[surface]).join(", ")}. Not found: ${notFound.map((surface) => surfaceWords[surface]).join(", ")}. Mark it on the photo to change it too.`,
    structure: (value: number): string => `House unchanged ${score.format(value)}`,
    /** The edits may be gone that altered what a photo rests on; that it is altered is still said. */
    disclosure: (legal: LegalClass, altering: readonly PhotoEditType[]): string =>
      legal === "altered"
        ? `needs “${altering.length > 0 ? altering.map((type) => labels[type]).join(", ") : "digitally altered"}”`
        : "no label needed",
    madeBy: (model: string, ms: number | undefined): string =>
      ms === undefined ? model : `${model}, ${format.seconds(ms)}`,
  },

  form: {
    start: "Start",
    close: "Close form",
    livePreview: "Rough preview",
    onResult: "Made on the result you were looking at.",
    estimate: (ms: number): string => `Takes about ${format.seconds(ms)}. The original stays as it is.`,
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
    furnitureOfPhoto: (name: string): string => `The furniture of ${name}`,
  },

  mask: {
    title: "What should go?",
    leave: "Leave without marking",
    select: "Select",
    selectHint: "Tap a thing to mark it whole. Tap the next one to add it.",
    selecting: "Finding its outline…",
    notSelected: "The outline could not be found on this phone. Paint over it with the brush.",
    brush: "Brush",
    eraser: "Erase",
    rectangle: "Box",
    undo: "Undo",
    redo: "Redo",
    clear: "Clear all marks",
    tools: "Marking tools",
    size: "Brush size",
    sizeOf: (px: number): string => `${px} points`,
    hint: "Paint with one finger. Two fingers zoom and move.",
    done: "Done",
    found: "Found on the photo",
    mark: (name: string): string => `Mark ${name}`,
    rectangleByNumbers: "A box by numbers, in hundredths of the photo",
    sides: { left: "Left", top: "Top", right: "Right", bottom: "Bottom" },
    addRectangle: "Add box",
    rectangleHint: "Drag a box over it. Then pull its corners, or move it.",
    rectangleComing: "Getting the box ready…",
    rectangleMissing:
      "Drawing a box needs a signal the first time. Give it by numbers, or paint. With a signal, it is there when the app is opened again.",
    rectangleAt: ({
      left,
      top,
      right,
      bottom,
    }: Readonly<Record<"left" | "top" | "right" | "bottom", number>>): string =>
      `Box from ${left} to ${right} across and ${top} to ${bottom} down, in hundredths of the photo`,
    markRectangle: "Mark it",
  },

  download: {
    title: "Download",
    original: "Download original",
    edited: "Download this edit",
    busy: "Fetching the file",
    done: (name: string, bytes: number): string => `${name} is saved (${format.bytes(bytes)}).`,
    share: "Share",
    gettingReady: "Getting it ready to share",
    formats: {
      delivered: { name: "As the batch made it", why: "Size, format and name as its steps say." },
      jpeg: { name: "JPEG", why: "For listing sites and e-mail: best quality, small." },
      lossless: { name: "Lossless PNG", why: "Exactly the pixels of the edit. Large." },
      original: { name: "Original file", why: "The photo as it was sent, byte for byte." },
    },
  },

  activity: {
    title: firstWords.home.activity,
    running: "Running",
    look: "Have a look",
    done: "Done",
    empty: "No edits yet",
    emptyWhy: "Open a photo and start one: it shows up here, wherever you are.",
    toPhotos: "To the photos",
  },

  keys: {
    title: "Keys",
    all: [
      { keys: ["?"], what: "Show this" },
      { keys: ["Space"], what: "Hold: the original. On the camera: take a photo" },
      { keys: ["←", "→"], what: "Version before, version after; on the line between two: move it" },
      { keys: ["+", "−", "0"], what: "Look closer, further away, at the whole photo" },
      { keys: ["K"], what: "Keep a result" },
      { keys: ["D"], what: "Discard a result, cancel an edit" },
      { keys: ["Esc"], what: "Close what is open, leave the camera" },
    ],
  },

  settings: {
    title: firstWords.home.settings,
    account: "Account",
    email: "E-mail",
    signOut: "Sign out",
    signOutEverywhere: "Sign out everywhere",
    queueStays: (of: number): string =>
      `${count(of, "photo waits", "photos wait")} to be sent. They stay on this phone and are sent when you sign in again.`,
    notifications: "Notifications",
    notify: "Tell me when an edit is done",
    notifyWhat: "Only while the app is put away, and only on this phone.",
    notifyRefused:
      "Notifications are switched off for Reimagine in the system's settings. Switch them on there first.",
    plan: "Plan",
    planWhat:
      "Uploads and edits are counted by the hour, photos by the month. When something is used up, the app says when there is more.",
    storage: "On this phone",
    waiting: "Waiting to be sent",
    photos: (of: number): string => count(of, "photo", "photos"),
    used: "Space used",
    isSafe: "This phone has promised to keep what waits here.",
    isNotSafe:
      "Your browser may clear what waits here if space runs out. Add Reimagine to the home screen to be safe.",
    privacy: "Your data",
    privacyWhat: "Only you can see your photos. No result carries the place where a photo was taken.",
    deleteData: "Delete my data",
    deleteWhat: "Every photo, every edit and every file of yours is deleted for good. This cannot be undone.",
    typeToConfirm: (word: string): string => `Type ${word} to confirm`,
    deleteForGood: "Delete everything",
    deleting: "Deleting…",
    deleted: (of: number): string => `Everything is deleted (${count(of, "record", "records")}).`,
  },
} as const;
