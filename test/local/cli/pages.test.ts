import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { promptList } from "#core/models/prompt-list.ts";
import { costLines } from "#local/cli/cost.ts";
import { modelLines } from "#local/cli/model-list.ts";
import { promptLines } from "#local/cli/prompts.ts";

describe("the page of prompts", () => {
  it("stands as somebody last read it: a changed word is looked at before it is paid for", async () => {
    await expect(`${promptLines().join("\n")}\n`).toMatchFileSnapshot("prompts.txt");
  });

  const said = promptList().flatMap(({ told }) => told.flatMap(({ instructions }) => instructions));

  it("describes pictures and gives no orders", () => {
    const prompts = said.flatMap((instruction) => ("prompt" in instruction ? [instruction.prompt] : []));
    const orders = /^(?:please |add |put |make |place |change |turn |remove )/i;
    expect(prompts.length).toBeGreaterThan(80);
    expect(prompts.filter((prompt) => orders.test(prompt))).toEqual([]);
  });

  it("names what is unwanted as nouns, without a “no”", () => {
    const unwanted = said.flatMap((instruction) =>
      "negativePrompt" in instruction ? [instruction.negativePrompt] : [],
    );
    expect(unwanted.length).toBeGreaterThan(80);
    expect(unwanted.filter((words) => /\b(?:no|not|never|without|don't|avoid)\b/i.test(words))).toEqual([]);
  });

  it("keeps within what the services take", () => {
    const texts = said.flatMap((instruction) => Object.values(instruction).map(String));
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThan(2000);
  });
});

describe("the page of costs", () => {
  it("is the one in docs: npm run -s cli -- cost --out docs/cost.md writes it anew", async () => {
    expect(`${costLines().join("\n")}\n`).toBe(await readFile("docs/cost.md", "utf8"));
  });
});

describe("the table of models", () => {
  it("has a line for each and lines them up", () => {
    const lines = modelLines();
    expect(lines.find((line) => line.includes("Stable Image Inpaint"))).toMatch(
      /inpaint +us\.stability.*us-west-2 +10 +0\.070$/,
    );
  });
});
