/** Where a key has a meaning of its own. */
export const isForTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea, select, button, a, summary, dialog") !== null;
