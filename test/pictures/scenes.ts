import sharp from "sharp";

/** Pictures that the tests make themselves: drawn, lit a little and grained, so that nothing in them is flat. */
export interface Drawn {
  readonly width: number;
  readonly height: number;
  /** EXIF orientation to write; the pixels are turned so that the upright picture is `width × height`. */
  readonly orientation?: 1 | 6;
}

/** An empty room seen from its door: plank floor, three walls, a window on the left. JPEG. */
export const emptyRoom = (drawn: Drawn): Promise<Buffer> => jpeg(roomSvg(drawn, ""), drawn);

/** The same room with a dark crate standing in the middle of the floor. */
export const roomWithCrate = (drawn: Drawn): Promise<Buffer> => jpeg(roomSvg(drawn, crate(drawn)), drawn);

/** Where the crate stands, in upright pixels. */
export const crateBox = ({ width: w, height: h }: Drawn) => ({
  left: Math.round(w * 0.44),
  top: Math.round(h * 0.72),
  width: Math.round(w * 0.12),
  height: Math.round(h * 0.16),
});

/** A white house with a gable roof under a blue day sky, lawn in front. JPEG. */
export const dayHouse = (drawn: Drawn): Promise<Buffer> => jpeg(houseSvg(drawn), drawn);

async function jpeg(svg: string, { width, height, orientation = 1 }: Drawn): Promise<Buffer> {
  const clean = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const grained = grain(clean.data, width);
  const upright = sharp(grained, { raw: { width, height, channels: 3 } });
  const turned = orientation === 6 ? sharp(await upright.rotate(270).png().toBuffer()) : upright;
  return turned.withMetadata({ orientation }).jpeg({ quality: 92 }).toBuffer();
}

/** Adds ±3 levels of repeatable noise. */
function grain(pixels: Buffer, width: number): Buffer {
  let state = 0x9e3779b9 ^ width;
  const out = Buffer.from(pixels);
  for (let i = 0; i < out.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    out[i] = Math.max(0, Math.min(255, (out[i] ?? 0) + (state >>> 24) / 42 - 3));
  }
  return out;
}

function roomSvg({ width: w, height: h }: Drawn, furniture: string): string {
  // One-point perspective: every edge into the depth meets at (0.5 w, 0.385 h).
  const [left, right, top, bottom] = [w * 0.26, w * 0.74, h * 0.2, h * 0.68];
  const planks = Array.from({ length: 13 }, (_, n) => {
    const near = (w * (n + 1)) / 14;
    const far = w / 2 + (near - w / 2) * 0.48;
    return `<line x1="${far}" y1="${bottom}" x2="${near}" y2="${h}" stroke="#6f5236" stroke-width="${w / 700}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}">
    <defs>
      <linearGradient id="floor" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#a88561"/><stop offset="1" stop-color="#b8946c"/></linearGradient>
      <linearGradient id="back" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#dcd8d0"/><stop offset="1" stop-color="#cdc9c1"/></linearGradient>
      <linearGradient id="side" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#c9c5bd"/><stop offset="1" stop-color="#bbb7af"/></linearGradient>
    </defs>
    <polygon points="0,0 ${w},0 ${right},${top} ${left},${top}" fill="#efeeea"/>
    <polygon points="0,0 ${left},${top} ${left},${bottom} 0,${h}" fill="#bfbbb3"/>
    <polygon points="${w},0 ${right},${top} ${right},${bottom} ${w},${h}" fill="url(#side)"/>
    <rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" fill="url(#back)"/>
    <polygon points="0,${h} ${left},${bottom} ${right},${bottom} ${w},${h}" fill="url(#floor)"/>
    ${planks.join("")}
    <polygon points="${w * 0.06},${h * 0.3} ${w * 0.19},${h * 0.33} ${w * 0.19},${h * 0.58} ${w * 0.06},${h * 0.66}" fill="#f4f8fb" stroke="#ffffff" stroke-width="${w / 160}"/>
    <path d="M0 ${h} L${left} ${bottom} L${right} ${bottom} L${w} ${h}" fill="none" stroke="#f5f4f1" stroke-width="${w / 140}"/>
    ${furniture}
  </svg>`;
}

function crate(drawn: Drawn): string {
  const { left, top, width, height } = crateBox(drawn);
  return `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#2d3440"/>
    <rect x="${left + width * 0.1}" y="${top + height * 0.15}" width="${width * 0.8}" height="${height * 0.12}" fill="#4a5568"/>`;
}

function houseSvg({ width: w, height: h }: Drawn): string {
  const windows = [0.36, 0.56].flatMap((x) =>
    [0.46, 0.63].map(
      (y) =>
        `<rect x="${w * x}" y="${h * y}" width="${w * 0.08}" height="${h * 0.09}" fill="#4d5a66" stroke="#ffffff" stroke-width="${w / 200}"/>`,
    ),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}">
    <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#5c94cf"/><stop offset="1" stop-color="#b9d4ea"/></linearGradient>
    <linearGradient id="lawn" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#6f8f4c"/><stop offset="1" stop-color="#55743a"/></linearGradient></defs>
    <rect width="${w}" height="${h}" fill="url(#sky)"/>
    <rect y="${h * 0.74}" width="${w}" height="${h * 0.26}" fill="url(#lawn)"/>
    <rect x="${w * 0.28}" y="${h * 0.42}" width="${w * 0.44}" height="${h * 0.36}" fill="#d8d2c6"/>
    <polygon points="${w * 0.24},${h * 0.43} ${w * 0.5},${h * 0.22} ${w * 0.76},${h * 0.43}" fill="#7a4a3a"/>
    ${windows.join("")}
    <rect x="${w * 0.47}" y="${h * 0.6}" width="${w * 0.06}" height="${h * 0.18}" fill="#54382a"/>
  </svg>`;
}
