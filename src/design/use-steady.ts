import { useState } from "react";

/**
 * The address a picture was first asked for at, for as long as it is the same picture and has not failed there: signed
 * addresses change with every answer, and a changed one would be fetched again.
 * @param broken the address that failed last
 */
export function useSteady(url: string | undefined, broken: string | undefined): string | undefined {
  const [held, setHeld] = useState(url);
  const isSame = url !== undefined && held !== undefined && pictureOf(held) === pictureOf(url);
  const steady = isSame && held !== broken ? held : url;
  if (steady !== held) setHeld(steady);
  return steady;
}

/** The address without its signature. */
const pictureOf = (url: string): string => url.split("?", 1)[0] ?? url;
