import { type ReactNode } from "react";
import { type RoomType } from "#core/edit/params.ts";

const wood = "#b98f62";
const cloth = "#8c9a8b";
const dark = "#4a4540";
const light = "#f6f1e8";

const things: Readonly<Record<RoomType, ReactNode>> = {
  "living-room": (
    <>
      <ellipse cx="48" cy="56" rx="34" ry="6" fill="#d9cbb5" />
      <rect x="22" y="34" width="44" height="12" rx="4" fill={cloth} />
      <rect x="18" y="40" width="52" height="12" rx="4" fill="#9dab9b" />
      <path d="M78 22h10l3 9H75z" fill="#f2d9a6" />
      <path d="M83 31v23" stroke={dark} strokeWidth="1.500" />
      <rect x="34" y="53" width="22" height="4" rx="2" fill={wood} />
    </>
  ),
  bedroom: (
    <>
      <rect x="22" y="22" width="52" height="22" rx="3" fill={wood} />
      <rect x="20" y="38" width="56" height="18" rx="4" fill={light} />
      <rect x="27" y="33" width="18" height="9" rx="3" fill="#fff" stroke="#d9d1c3" />
      <rect x="51" y="33" width="18" height="9" rx="3" fill="#fff" stroke="#d9d1c3" />
      <path d="M20 46h56v8a4 4 0 0 1-4 4H24a4 4 0 0 1-4-4z" fill="#b7a694" />
    </>
  ),
  kitchen: (
    <>
      <rect x="10" y="12" width="30" height="14" rx="1" fill={light} stroke="#d9d1c3" />
      <rect x="56" y="12" width="30" height="14" rx="1" fill={light} stroke="#d9d1c3" />
      <path d="M42 10h12v8l3 6H39l3-6z" fill="#9a948c" />
      <rect x="8" y="35" width="80" height="3.500" fill="#6f6a63" />
      <rect x="10" y="38.500" width="76" height="19" fill={light} />
      <path d="M29 38.500v19M48 38.500v19M67 38.500v19" stroke="#d0c7b8" />
      <path d="M70 35v-5q0-3 3-3t3 3" fill="none" stroke={dark} strokeWidth="1.500" />
    </>
  ),
  "dining-room": (
    <>
      <path d="M48 4v8" stroke={dark} strokeWidth="1" />
      <path d="M38 20q0-8 10-8t10 8z" fill="#f2d9a6" />
      <ellipse cx="48" cy="40" rx="32" ry="5" fill={wood} />
      <path d="M30 42v15M66 42v15" stroke="#7d5f40" strokeWidth="2.500" />
      <path d="M14 32v25M14 46h9v11M82 32v25M82 46h-9v11" fill="none" stroke={dark} strokeWidth="2.500" />
      <path d="M45 34h6l1-6h-8z" fill={cloth} />
    </>
  ),
  office: (
    <>
      <rect x="14" y="38" width="62" height="4" rx="1" fill={wood} />
      <path d="M18 42v16M72 42v16" stroke="#7d5f40" strokeWidth="2.500" />
      <rect x="34" y="20" width="24" height="15" rx="1.500" fill={dark} />
      <path d="M46 35v3" stroke={dark} strokeWidth="3" />
      <rect x="38" y="44" width="18" height="10" rx="4" fill={cloth} />
      <path d="M47 54v5" stroke={dark} strokeWidth="2" />
      <path d="M68 37V28l6-5" fill="none" stroke={dark} strokeWidth="1.800" />
    </>
  ),
  bathroom: (
    <>
      <rect x="12" y="38" width="46" height="18" rx="9" fill="#fff" stroke="#d0c7b8" />
      <path d="M16 38V27q0-4 4-4" fill="none" stroke={dark} strokeWidth="1.800" />
      <rect x="68" y="14" width="18" height="17" rx="8.500" fill="#dfe9ec" stroke="#b8c4c8" />
      <rect x="65" y="37" width="24" height="5" rx="2" fill="#fff" stroke="#d0c7b8" />
      <rect x="68" y="42" width="18" height="16" fill={wood} />
    </>
  ),
};

/** A room as it would be furnished. */
export function RoomDrawing({ room }: { readonly room: RoomType }) {
  return (
    <svg viewBox="0 0 96 64" aria-hidden>
      <rect width="96" height="64" fill="#ebe4d8" />
      <path d="M0 50h96v14H0z" fill="#cdb595" />
      <path d="M0 50h96" stroke="#fff" strokeWidth="1.500" />
      {things[room]}
    </svg>
  );
}
