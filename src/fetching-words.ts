import { type Fetching } from "./backend/files.ts";
import { firstWords } from "./first-words.ts";

const { format } = firstWords;

/** How far one is with fetching files; how much there is in all is known from the files that have come. */
export const fetchingWords = ({ place, of, bytes }: Fetching): string =>
  place === 1
    ? `Fetching 1 of ${of}…`
    : `Fetching ${place} of ${of} · ${format.bytes(bytes)} of about ${format.bytes((bytes * of) / (place - 1))}`;
