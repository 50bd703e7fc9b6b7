import { namedColours } from "../../renovation/colours.ts";

/** On screens white is white; the paints of the same name are warmer. */
const inks: Readonly<Record<string, string>> = {
  ...namedColours,
  white: "#ffffff",
  black: "#000000",
  red: "#d0312d",
  yellow: "#ffd400",
};

const names = Object.keys(inks).toSorted((a, b) => b.length - a.length);

/** The source of a pattern for a colour by name or by hex. */
export const inkPattern = `(?:#[0-9a-f]{6}\\b|#[0-9a-f]{3}\\b|(?:${names.join("|").replaceAll("grey", "gr[ae]y")})\\b)`;

/** sRGB hex of what the pattern found. */
export function inkOf(words: string): string | undefined {
  const said = words.toLowerCase().replaceAll("gray", "grey");
  if (/^#[0-9a-f]{6}$/.test(said)) return said;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(said);
  if (short)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join("")}`;
  return inks[said];
}
