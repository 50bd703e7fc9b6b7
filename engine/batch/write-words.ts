import { type OpOf } from "#core/batch/op.ts";
import { placed } from "#core/batch/predict.ts";
import { type Raster } from "#engine/raster.ts";
import { type Letters, setLetters } from "#engine/batch/letters.ts";
import { compositeSvg } from "#engine/batch/sharp-steps.ts";

export type Written =
  | { readonly kind: "written"; readonly photo: Raster }
  /** The font does not have these. */
  | { readonly kind: "refused"; readonly missing: string };

/** Writes a line onto the photo; one that is too wide for it is set smaller. */
export async function writeText(photo: Raster, op: OpOf<"text">): Promise<Written> {
  const { text, place = "south", size = 4, font = "sans", colour = "#ffffff", outline, shadow = false } = op;
  const shorter = Math.min(photo.width, photo.height);
  const inset = shorter * 0.03;
  const letters = await fitting(text, font, (shorter * size) / 100, photo.width - 2 * inset);
  if ("missing" in letters) return { kind: "refused", missing: letters.missing };
  const { left, top } = standing(photo, letters, place, inset);
  const line = `<path d="${letters.path}" transform="translate(${left} ${top})"`;
  const height = letters.ascent + letters.descent;
  const stroke =
    outline === undefined
      ? ""
      : ` stroke="${outline}" stroke-width="${(height * 0.09).toFixed(2)}" stroke-linejoin="round" paint-order="stroke"`;
  const cast = shadow
    ? `<filter id="soft" x="-10%" y="-30%" width="120%" height="180%"><feGaussianBlur stdDeviation="${(height * 0.06).toFixed(2)}"/></filter>` +
      `<path d="${letters.path}" transform="translate(${left + height * 0.04} ${top + height * 0.06})" fill="#000" opacity="0.65" filter="url(#soft)"/>`
    : "";
  const svg = `${cast}${line} fill="${colour}"${stroke}/>`;
  return { kind: "written", photo: await compositeSvg(photo, svg) };
}

/** A watermark: at its place, or slanted in rows over the whole picture. */
export async function writeWatermark(photo: Raster, op: OpOf<"watermark">): Promise<Written> {
  const { text, opacity = 35, place } = op;
  const shorter = Math.min(photo.width, photo.height);
  const inset = shorter * 0.03;
  const letters = await fitting(text, "sans", shorter * 0.05, photo.width - 2 * inset);
  if ("missing" in letters) return { kind: "refused", missing: letters.missing };
  // White with a dark rim is seen on bright walls as on dark floors.
  const look = `fill="#fff" stroke="#000" stroke-opacity="0.35" stroke-width="${(shorter * 0.002).toFixed(2)}" opacity="${opacity / 100}"`;
  const at = (x: number, y: number): string =>
    `<path d="${letters.path}" transform="translate(${x.toFixed(1)} ${y.toFixed(1)})"/>`;
  if (place !== undefined) {
    const { left, top } = standing(photo, letters, place, inset);
    return { kind: "written", photo: await compositeSvg(photo, `<g ${look}>${at(left, top)}</g>`) };
  }
  const marks: string[] = [];
  const acrossStep = letters.width + shorter * 0.18;
  const downStep = shorter * 0.22;
  const reach = Math.hypot(photo.width, photo.height);
  for (let row = 0, y = -reach / 2; y < reach / 2; y += downStep, row++)
    for (let x = -reach / 2 - (row % 2) * (acrossStep / 2); x < reach / 2; x += acrossStep)
      marks.push(at(x, y));
  const turned = `translate(${photo.width / 2} ${photo.height / 2}) rotate(-30)`;
  return {
    kind: "written",
    photo: await compositeSvg(photo, `<g ${look} transform="${turned}">${marks.join("")}</g>`),
  };
}

async function fitting(
  text: string,
  font: OpOf<"text">["font"] & string,
  height: number,
  room: number,
): Promise<Letters | { readonly missing: string }> {
  const letters = await setLetters(text, font, height);
  if ("missing" in letters || letters.width <= room) return letters;
  return setLetters(text, font, (height * room) / letters.width);
}

/** The baseline's start. */
function standing(
  photo: Raster,
  letters: Letters,
  place: string,
  inset: number,
): { left: number; top: number } {
  const box = { width: letters.width, height: letters.ascent + letters.descent };
  const { left, top } = placed(photo, box, place, inset);
  return { left, top: top + letters.ascent };
}
