/** What numbers, dates and plurals are written in, as the words are. */
export const locale = "en";
