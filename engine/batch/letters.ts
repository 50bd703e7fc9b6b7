import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type TextFont } from "#core/batch/op.ts";
import { create, type Font } from "fontkit";

/** Words as outlines, so that every machine draws them alike: none of its own fonts is asked. Pixels, baseline at 0. */
export interface Letters {
  /** SVG path data, starting at x = 0, y upward negative. */
  readonly path: string;
  readonly width: number;
  readonly ascent: number;
  readonly descent: number;
}

/**
 * Sets one line in a font that comes with the product (DejaVu: Latin, Greek, Cyrillic and many more), kerned, with
 * ligatures.
 * @param height of the line in pixels, from ascender to descender
 * @returns the characters the font does not have, when there are such
 */
export async function setLetters(
  text: string,
  font: TextFont,
  height: number,
): Promise<Letters | { readonly missing: string }> {
  const face = await faceOf(font);
  const missing = [...text].filter((sign) => !face.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0));
  if (missing.length > 0) return { missing: [...new Set(missing)].join(" ") };
  const scale = height / (face.ascent - face.descent);
  const run = face.layout(text);
  let x = 0;
  const parts: string[] = [];
  run.glyphs.forEach((glyph, i) => {
    const position = run.positions[i];
    if (position === undefined) return;
    const outline = glyph.path.scale(scale, -scale);
    parts.push(outline.translate((x + position.xOffset) * scale, -position.yOffset * scale).toSVG());
    x += position.xAdvance;
  });
  return {
    path: parts.join(""),
    width: x * scale,
    ascent: face.ascent * scale,
    descent: -face.descent * scale,
  };
}

const files: Readonly<Record<TextFont, string>> = {
  sans: "DejaVuSansCondensed-Bold.ttf",
  serif: "DejaVuSerif-Bold.ttf",
  mono: "DejaVuSansMono-Bold.ttf",
};

const faces = new Map<TextFont, Promise<Font>>();

function faceOf(font: TextFont): Promise<Font> {
  const known = faces.get(font) ?? load(files[font]);
  faces.set(font, known);
  return known;
}

// By name at run time: a bundler leaves fonts where the package manager put them.
const require = createRequire(import.meta.url);

async function load(file: string): Promise<Font> {
  const face = create(await readFile(require.resolve(`dejavu-fonts-ttf/ttf/${file}`)));
  if (!("layout" in face)) throw new TypeError(`${file} is a collection and no font`);
  return face;
}
