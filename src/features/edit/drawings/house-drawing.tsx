import { type DuskIntensity } from "#core/edit/params.ts";

const skies: Readonly<Record<DuskIntensity, readonly [string, string, string]>> = {
  subtle: ["#8fb0cf", "#d9d9dc", "#f3d9bd"],
  moderate: ["#2c3f66", "#8b6f92", "#f0a878"],
  dramatic: ["#1b2044", "#70305f", "#f2703f"],
};
const walls: Readonly<Record<DuskIntensity, string>> = {
  subtle: "#e4ddd2",
  moderate: "#5d5a68",
  dramatic: "#352f40",
};

/** A house at dusk, its windows lit: the sky says how strong. */
export function HouseDrawing({ intensity }: { readonly intensity: DuskIntensity }) {
  const [high, middle, low] = skies[intensity];
  const wall = walls[intensity];
  const id = `sky-${intensity}`;
  return (
    <svg viewBox="0 0 96 64" preserveAspectRatio="xMidYMid slice" aria-hidden>
      <defs>
        <linearGradient id={id} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor={high} />
          <stop offset="0.62" stopColor={middle} />
          <stop offset="1" stopColor={low} />
        </linearGradient>
      </defs>
      <rect width="96" height="52" fill={`url(#${id})`} />
      <rect y="50" width="96" height="14" fill={intensity === "subtle" ? "#7d8a64" : "#262a2a"} />
      <path d="M18 30 48 14l30 16v22H18z" fill={wall} />
      <path d="M14 32 48 12.500 82 32l-2 2.600-32-18.400L16 34.600z" fill="#2a2522" />
      <g fill="#f7b551">
        <rect x="25" y="34" width="12" height="9" rx="0.800" />
        <rect x="59" y="34" width="12" height="9" rx="0.800" />
        <rect x="43" y="22" width="10" height="7" rx="0.800" opacity={intensity === "subtle" ? 0.8 : 1} />
      </g>
      <rect x="43.500" y="36" width="9" height="16" rx="0.800" fill="#7a4a2c" />
      <path d="M43.500 52h9l5 12H38.500z" fill="#b8a58c" opacity="0.700" />
    </svg>
  );
}
