/** Words of a command with one slip of the finger put right: "staighten", "brigthen", "resise". Short words are left alone. */
export const respelled = (command: string): string =>
  command.replaceAll(/\p{L}{6,}/gu, (word) => {
    const said = word.toLowerCase();
    if (known.has(said)) return word;
    return words.find((right) => isOneSlip(said, right)) ?? word;
  });

/** What commands are made of; words that are one slip from each other are both here, so that neither becomes the other. */
const words = (
  "straighten brighten brighter lighten lighter darken darker sharpen sharper resize resized rotate rotated convert " +
  "converted contrast brightness saturation saturate desaturate watermark grayscale greyscale monochrome metadata " +
  "quality horizontally vertically clockwise normalize normalise enlarge upscale compress enhance exposure " +
  "improve colours colors kitchen bathroom bedroom outside exterior interior exteriors interiors slightly twilight"
).split(" ");
const known = new Set(words);

/** One letter too many, too few or wrong, or two neighbours swapped. The first letter is always right. */
function isOneSlip(said: string, right: string): boolean {
  if (said[0] !== right[0] || Math.abs(said.length - right.length) > 1) return false;
  let start = 0;
  while (start < said.length && said[start] === right[start]) start++;
  const [rest, meant] = [said.slice(start), right.slice(start)];
  const isSwapped = rest[0] === meant[1] && rest[1] === meant[0] && rest.slice(2) === meant.slice(2);
  return isSwapped || rest.slice(1) === meant.slice(1) || rest.slice(1) === meant || rest === meant.slice(1);
}
