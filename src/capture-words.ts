import { count } from "./first-words.ts";

/** What is said by the camera. */
export const captureWords = {
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
      remedy: "Allow it in the browser's settings for this site, or take photos with the phone's own camera.",
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
} as const;
