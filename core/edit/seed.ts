/** Seeds that are drawn here are 1 … this. */
const highestSeed = 2_147_483_646;

/** @param chance 0 ≤ chance < 1 */
export const seedBy = (chance: number): number => 1 + Math.floor(chance * highestSeed);

/** Another seed, so many steps on, around the end. */
export const seedAfter = (seed: number, steps: number): number => ((seed + steps - 1) % highestSeed) + 1;
