/** The way to the home screen. */
export const installWords = {
  title: "On your home screen",
  why: "Keep Reimagine on your home screen: it opens like any app, and photos that wait are safe there.",
  byHand: "Tap Share in your browser, then Add to Home Screen.",
  install: "Install",
  toHomeScreen: "Add to the home screen",
} as const;
