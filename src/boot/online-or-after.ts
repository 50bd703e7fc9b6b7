/**
 * Resolves when the phone comes online, or after this long: with one bar it says all the time that it is.
 * @param also another sign that it is worth trying, told by calling `done`; returns what ends the telling
 */
export function onlineOrAfter(ms: number, also?: (done: () => void) => () => void): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      stop?.();
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener("online", done);
    const stop = also?.(done);
  });
}
