import { fuzzLaws } from "#test/fuzz/laws.ts";
import { type Bench, type Figure } from "./harness.ts";

const cases = 10_000;

/** Ten thousand cases of every law about what strangers write; the first that breaks one ends the bench with it. */
export const fuzz: Bench = {
  name: "fuzz",
  async run() {
    const figures: Figure[] = [];
    for (const { name, run } of fuzzLaws) {
      await run(cases);
      figures.push({ name, value: cases, unit: "cases", target: "≥ 10000" });
    }
    return figures;
  },
};
