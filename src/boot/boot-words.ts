/** What is said before the app has come. */
export const bootWords = {
  waiting: "Waiting for a signal…",
};
