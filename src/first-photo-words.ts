/** What is said before there is a photo. */
export const firstPhotoWords = {
  title: "Start with one photo",
  steps: [
    "Take it here, or add the ones you have. Each is kept on this phone until it is sent, even without signal.",
    "Reimagine looks at it and says what would help: furniture, dusk, light, less clutter.",
    "Compare, keep what you like. The original is always one tap away.",
  ],
} as const;
