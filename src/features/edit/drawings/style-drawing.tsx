import { type StagingStyle } from "#core/edit/params.ts";

interface Look {
  readonly wall: string;
  readonly floor: string;
  readonly rug: string;
  readonly cloth: string;
  readonly cushion: string;
  readonly legs: string;
  /** Radius of the sofa's arms, in drawing units. */
  readonly round: number;
  readonly lamp: string;
  readonly metal: string;
}

const looks: Readonly<Record<StagingStyle, Look>> = {
  modern: {
    wall: "#eceae6",
    floor: "#d9c3a3",
    rug: "#f5f3ee",
    cloth: "#7f868b",
    cushion: "#e8b04a",
    legs: "#d2b48c",
    round: 2,
    lamp: "#ffffff",
    metal: "#2b2c2e",
  },
  traditional: {
    wall: "#e9dcc3",
    floor: "#7d4f34",
    rug: "#8c3a33",
    cloth: "#3e5a4c",
    cushion: "#c9a25a",
    legs: "#4a2d1e",
    round: 7,
    lamp: "#f3e2bd",
    metal: "#a47c3c",
  },
  minimalist: {
    wall: "#f7f6f3",
    floor: "#e5ddd0",
    rug: "#efece6",
    cloth: "#dcd6cb",
    cushion: "#f7f6f3",
    legs: "#cbbfae",
    round: 1,
    lamp: "#ffffff",
    metal: "#b9b2a6",
  },
  luxury: {
    wall: "#2f3440",
    floor: "#d8d3cb",
    rug: "#1f232c",
    cloth: "#27506b",
    cushion: "#d7b56d",
    legs: "#d7b56d",
    round: 6,
    lamp: "#f5ddb0",
    metal: "#d7b56d",
  },
  rustic: {
    wall: "#e2d5c0",
    floor: "#8d6440",
    rug: "#cdbb9d",
    cloth: "#8a5a36",
    cushion: "#e7dcc6",
    legs: "#5d3c22",
    round: 4,
    lamp: "#ecd8ac",
    metal: "#3f3026",
  },
  contemporary: {
    wall: "#ded6d0",
    floor: "#b49a80",
    rug: "#f0ebe4",
    cloth: "#f3eee6",
    cushion: "#b5654a",
    legs: "#1f1f1f",
    round: 9,
    lamp: "#2a2a2a",
    metal: "#1f1f1f",
  },
};

/** The same corner in six styles: colours, arms and legs tell them apart. */
export function StyleDrawing({ style }: { readonly style: StagingStyle }) {
  const { wall, floor, rug, cloth, cushion, legs, round, lamp, metal } = looks[style];
  return (
    <svg viewBox="0 0 96 64" aria-hidden>
      <rect width="96" height="64" fill={wall} />
      <path d="M0 46h96v18H0z" fill={floor} />
      <ellipse cx="44" cy="56" rx="38" ry="6" fill={rug} />
      <rect
        x="30"
        y="9"
        width="26"
        height="14"
        fill={cushion}
        opacity="0.350"
        stroke={metal}
        strokeWidth="1"
      />
      <path d="M18 52v5M70 52v5" stroke={legs} strokeWidth="3" />
      <rect x="18" y="29" width="52" height="16" rx={Math.max(2, round - 1)} fill={cloth} />
      <rect x="14" y="40" width="60" height="13" rx={round} fill={cloth} />
      <path d="M16 42h56" stroke="#000" strokeOpacity="0.120" />
      <rect x="24" y="33" width="12" height="10" rx="2.500" fill={cushion} />
      <path d="M84 24v32" stroke={metal} strokeWidth="1.500" />
      <path d="M79 14h10l3 11H76z" fill={lamp} stroke={metal} strokeWidth="0.700" />
    </svg>
  );
}
