import { linearToSrgb } from "#engine/colour/srgb.ts";
import { type Raster } from "#engine/raster.ts";

/**
 * Converts a raster to sRGB by a matrix profile (ICC.1:2022 §8.3.3: three colourants, three tone curves), which is what
 * cameras and phones write. A profile of another kind leaves the picture as it is.
 * @param icc the profile's bytes
 */
export function convertToSrgb(photo: Raster, icc: Uint8Array): Raster {
  const profile = readProfile(icc);
  if (profile === undefined) return photo;
  const { curve, toXyz } = profile;
  const m = multiply(XYZ_D50_TO_SRGB, toXyz);
  if (isIdentity(m)) return photo;
  const data = new Uint8Array(photo.data.length);
  for (let i = 0; i < data.length; i += 3) {
    const r = curve[photo.data[i]];
    const g = curve[photo.data[i + 1]];
    const b = curve[photo.data[i + 2]];
    data[i] = linearToSrgb(m[0] * r + m[1] * g + m[2] * b);
    data[i + 1] = linearToSrgb(m[3] * r + m[4] * g + m[5] * b);
    data[i + 2] = linearToSrgb(m[6] * r + m[7] * g + m[8] * b);
  }
  return { ...photo, data };
}

/** XYZ relative to D50 (the profile connection space) → linear sRGB, Bradford-adapted. */
const XYZ_D50_TO_SRGB = [
  3.1338561, -1.6168667, -0.4906146, -0.9787684, 1.9161415, 0.033454, 0.0719453, -0.2289914, 1.4052427,
];

interface MatrixProfile {
  /** Linear light of each byte, taken from the red curve: phones and cameras use one curve for all three. */
  readonly curve: Float32Array;
  readonly toXyz: readonly number[];
}

function readProfile(icc: Uint8Array): MatrixProfile | undefined {
  if (icc.length < 132) return undefined;
  const view = new DataView(icc.buffer, icc.byteOffset, icc.byteLength);
  const tags = readTags(view);
  const columns = ["rXYZ", "gXYZ", "bXYZ"].map((name) => readXyz(view, tags.get(name)));
  const [r, g, b] = columns;
  const curve = readCurve(view, tags.get("rTRC"));
  if (!r || !g || !b || !curve) return undefined;
  return { curve, toXyz: [r[0], g[0], b[0], r[1], g[1], b[1], r[2], g[2], b[2]] };
}

function readTags(view: DataView): Map<string, number> {
  const tags = new Map<string, number>();
  const count = Math.min(view.getUint32(128), 100);
  for (let i = 0; i < count; i++) {
    const at = 132 + i * 12;
    if (at + 12 > view.byteLength) break;
    const offset = view.getUint32(at + 4);
    if (offset + 20 <= view.byteLength) tags.set(name(view, at), offset);
  }
  return tags;
}

const name = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

const fixed = (view: DataView, at: number): number => view.getInt32(at) / 65536;

const readXyz = (view: DataView, at: number | undefined): readonly [number, number, number] | undefined =>
  at === undefined ? undefined : [fixed(view, at + 8), fixed(view, at + 12), fixed(view, at + 16)];

function readCurve(view: DataView, at: number | undefined): Float32Array | undefined {
  if (at === undefined) return undefined;
  const tone = name(view, at) === "para" ? parametric(view, at) : sampled(view, at);
  return tone && Float32Array.from({ length: 256 }, (_, byte) => tone(byte / 255));
}

/** ICC.1:2022 §10.18, function types 0–4. */
function parametric(view: DataView, at: number): ((x: number) => number) | undefined {
  const kind = view.getUint16(at + 8);
  const lengths = [1, 3, 4, 5, 7];
  const length = lengths[kind];
  if (length === undefined || at + 12 + length * 4 > view.byteLength) return undefined;
  const [g, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from({ length }, (_, i) =>
    fixed(view, at + 12 + i * 4),
  );
  switch (kind) {
    case 0:
      return (x) => x ** g;
    case 1:
      return (x) => (x >= -b / a ? (a * x + b) ** g : 0);
    case 2:
      return (x) => (x >= -b / a ? (a * x + b) ** g + c : c);
    case 3:
      return (x) => (x >= d ? (a * x + b) ** g : c * x);
    default:
      return (x) => (x >= d ? (a * x + b) ** g + e : c * x + f);
  }
}

/** ICC.1:2022 §10.6: nothing is identity, one value a gamma, more a table. */
function sampled(view: DataView, at: number): ((x: number) => number) | undefined {
  if (name(view, at) !== "curv") return undefined;
  const count = view.getUint32(at + 8);
  if (at + 12 + count * 2 > view.byteLength) return undefined;
  if (count === 0) return (x) => x;
  if (count === 1) return (x) => x ** (view.getUint16(at + 12) / 256);
  const value = (i: number): number => view.getUint16(at + 12 + i * 2) / 65535;
  return (x) => {
    const p = x * (count - 1);
    const i = Math.min(count - 2, Math.floor(p));
    return value(i) + (value(i + 1) - value(i)) * (p - i);
  };
}

const multiply = (a: readonly number[], b: readonly number[]): number[] =>
  Array.from({ length: 9 }, (_, i) => {
    const row = Math.floor(i / 3) * 3;
    const column = i % 3;
    return a[row] * b[column] + a[row + 1] * b[column + 3] + a[row + 2] * b[column + 6];
  });

const isIdentity = (m: readonly number[]): boolean =>
  m.every((v, i) => Math.abs(v - (i % 4 === 0 ? 1 : 0)) < 0.003);
