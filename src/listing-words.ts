import { count, firstWords } from "./first-words.ts";
import { countedImages } from "#core/limits/limits.ts";

/** What is said about listings. */
export const listingWords = {
  title: "Listings",
  allPhotos: "All photos",
  sample: "Sample",
  search: "Find a listing",
  nothingFound: (what: string): string => `No listing is called “${what}”.`,
  showAll: (of: number): string => `Show all ${count(of, "listing", "listings")}`,
  photos: (of: number): string =>
    of >= countedImages ? `${countedImages}+ photos` : count(of, "photo", "photos"),
  changed: (iso: string): string => firstWords.format.when(iso),
  fresh: (of: number): string => `${of} to look at`,

  new: "New listing",
  newName: "Address or name",
  newExample: "3 Elm Road",
  newWhy: "Its photos stay together, and its shot list says which rooms are still to be taken.",
  create: "Create listing",
  creating: "Creating…",

  samples: {
    try: "Try with a sample home",
    why: "Four pictures we rendered ourselves. Furnish, brighten, clear, renovate or turn one to dusk; remove them in one tap.",
    name: "Sample home",
    adding: "Adding the sample…",
    what: "A sample home, rendered by us: try all five edits on it, then remove it.",
    remove: "Remove sample",
    removed: "Sample home removed.",
    rooms: ["Front", "Living room", "Kitchen"],
    files: [
      { path: "/samples/living-room-empty.jpg", name: "Living room, empty (sample).jpg" },
      { path: "/samples/living-room-furnished.jpg", name: "Living room, furnished (sample).jpg" },
      { path: "/samples/living-room-dim.jpg", name: "Living room, dim light (sample).jpg" },
      { path: "/samples/front.jpg", name: "Front (sample).jpg" },
    ],
  },

  back: "To the listings",
  menu: "Rename, rooms, delete",
  select: "Select",
  done: "Done",
  gone: {
    message: "This listing is not here any more.",
    remedy: "It may have been deleted. Go back to the others.",
  },
  empty: "No photos yet",
  emptyWhy: "Take the first room: every photo taken here lands in this listing, with or without a signal.",
  emptyRoom: (room: string): string => `No photo of “${room}” yet.`,

  rename: "Rename",
  renameTitle: "Rename listing",
  save: "Save",

  shotList: "Shot list",
  covered: (of: number, all: number): string => `${of} of ${all} rooms`,
  roomCovered: (room: string, shots: number): string => `${room}, ${count(shots, "photo", "photos")}`,
  roomToCover: (room: string): string => `${room}, still to be taken: open the camera`,
  editRooms: "Edit shot list",
  roomsField: "Rooms to cover, one a line",
  showAllRooms: "Show every photo",

  delete: "Delete listing",
  deleteTitle: (name: string): string => `Delete ${name}?`,
  deleteWhat: (of: number): string =>
    of === 0
      ? "It has no photos."
      : `It has ${listingWords.photos(of)}. They can stay under “All photos”, or go with it and all their edits.`,
  deleteKeep: "Delete listing, keep photos",
  deleteAll: (of: number): string => `Delete listing and ${listingWords.photos(of)}`,
  deleted: (name: string): string => `${name} deleted.`,

  selection: {
    of: (of: number): string => (of === 0 ? "Nothing selected" : count(of, "selected", "selected")),
    all: "Select all",
    reading: "Reading all photos…",
    none: "Select none",
    bar: "What to do with the selected photos",
    hint: "Tap photos to select them.",
    hintKeys: "Arrows move, Space selects, Shift with arrows selects a run, Escape ends.",
    photo: (name: string): string => `Select ${name}`,
    move: "Move",
    more: "More",
    room: "Say which room it is",
    rename: "Rename",
    cover: "Make it the cover",
    batch: "Batch",
    download: "Save",
    delete: "Delete",
  },

  moveTitle: (of: number): string => `Move ${count(of, "photo", "photos")} to`,
  moveOut: "No listing",
  nowhere: "There is no listing yet. Make one on the first screen, then come back.",
  moved: (of: number, to: string): string => `${count(of, "photo", "photos")} moved to ${to}.`,
  movedOut: (of: number): string => `${count(of, "photo", "photos")} taken out of the listing.`,
  roomTitle: (of: number): string =>
    of === 1 ? "Which room is it?" : `Which room do the ${of} photos show?`,
  noRoom: "None of these",
  roomed: (of: number, room: string): string => `${count(of, "photo", "photos")}: ${room}.`,
  photoName: "Name of the photo",
  renamed: (name: string): string => `Renamed to ${name}.`,
  coverIs: (name: string): string => `${name} is the cover now.`,
  photosDeleted: (of: number): string => `${count(of, "photo", "photos")} deleted.`,
  saveAll: "Save all photos",
  withOriginals: "With the originals beside the results",
  original: (name: string): string => {
    const dot = name.lastIndexOf(".");
    return dot > 0 ? `${name.slice(0, dot)} (original)${name.slice(dot)}` : `${name} (original)`;
  },
  saveAllWhy: "One ZIP: each photo as you kept it, and a page of what must be said beside which.",
  disclosures: "What to say.txt",
  said: (file: string, disclosure: string | undefined): string =>
    `${file}: ${disclosure ?? "as it was taken, no label needed"}`,
  downloaded: (of: number): string => (of === 1 ? "The photo is saved." : `${of} photos saved as one ZIP.`),
} as const;
