import { type DuskIntensity } from "#core/edit/params.ts";

/** How the light falls at dusk: on the house, and from its windows. */
export interface Grade {
  /** Factor on linear light, a channel each: dims and cools. */
  readonly dim: readonly [number, number, number];
  /** What is left of the photo's own colourfulness. */
  readonly colour: number;
  /** Flattens the sun's shadows: 1 keeps them, 0.8 is overcast. */
  readonly sun: number;
  /** Light of a lit window, linear. */
  readonly lamp: readonly [number, number, number];
  readonly lampStrength: number;
  /** Share of the windows that are lit. */
  readonly lit: number;
}

export const grades: { readonly [I in DuskIntensity]: Grade } = {
  subtle: {
    dim: [0.56, 0.5, 0.52],
    colour: 0.92,
    sun: 0.9,
    lamp: [1, 0.62, 0.27],
    lampStrength: 0.55,
    lit: 0.7,
  },
  moderate: {
    dim: [0.235, 0.275, 0.375],
    colour: 0.8,
    sun: 0.82,
    lamp: [1, 0.6, 0.24],
    lampStrength: 0.8,
    lit: 0.85,
  },
  dramatic: {
    dim: [0.105, 0.125, 0.19],
    colour: 0.72,
    sun: 0.76,
    lamp: [1, 0.57, 0.2],
    lampStrength: 1,
    lit: 0.95,
  },
};
