import { mark, type RemovalMark } from "#test/bench/sheets/removal-marks.ts";

/**
 * Large places of the shared photos where nothing stands and several surfaces meet (wall, skirting board and floor; lawn,
 * drive and kerb), chosen by eye: cut out, they are holes as a removed sofa or car leaves them, with the truth known.
 */
export const surfaceHoles: readonly RemovalMark[] = [
  mark(
    "unlicensed/empty-living-room-01.webp",
    "wall, skirting board, herringbone",
    "60,45 86,45 86,84 60,84",
  ),
  mark("unlicensed/empty-living-room-01.webp", "corner of two walls", "36,46 58,46 60,90 34,90"),
  mark("unlicensed/empty-bedroom-01.jpg", "wall, skirting board, carpet", "66,44 96,44 97,80 66,80"),
  mark("unlicensed/empty-dining-room-01.jpg", "two walls, skirting board, planks", "4,44 35,44 37,80 3,82"),
  mark("living-room-furnished-01.jpg", "wall, skirting board, floor", "44,43 65,43 65,78 46,80"),
  mark("living-dining-furnished-01.jpg", "wall, skirting board, floor", "46,43 57,43 59,82 42,82"),
  mark("unlicensed/bedroom-dark-01.jpg", "wall, skirting board, carpet", "73,54 85,54 84,92 72,92"),
  mark("bathroom-modern-01.jpg", "tub and floor", "54,67 74,67 72,97 55,97"),
  mark("exterior-house-blue-sky-01.jpg", "lawn, drive, kerb", "38,71 67,71 69,99 36,99"),
  mark("exterior-evening-01.jpg", "lawn and drive", "28,63 64,63 70,97 30,97"),
  mark("exterior-townhouses-01.jpg", "drive, kerb, road", "34,75 78,72 80,98 34,98"),
];
