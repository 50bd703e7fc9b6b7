/** What is said about the keyboard. */
export const keyWords = {
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
} as const;
