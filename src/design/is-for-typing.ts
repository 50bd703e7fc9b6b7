/** Where Space and Enter have a meaning of their own. */
export const isForTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea, select, button, a, summary, dialog") !== null;

/** Where letters, signs and arrows have one: not on buttons and links, which only happen to have the focus. */
export const takesLetters = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea, select, dialog") !== null;
