import { readRenovation } from "#core/renovation/grammar.ts";
import { renovationTool } from "#core/renovation/tool.ts";
import { notServedLocally } from "./bedrock-error.ts";

/** What a language model would plan a renovation with, by the grammar: the text is the one that core's `describeRenovation` writes. */
export function answerWish(words: string): { readonly name: string; readonly input: object } {
  const [, wish, style] = /^Wish: (".*?")(?:\nStyle: (".*"))?$/s.exec(words) ?? [];
  if (wish === undefined) throw notServedLocally("A wish for a renovation in other words than core's");
  const { steps, notUnderstood } = readRenovation(asText(wish), style && asText(style));
  return {
    name: renovationTool.name,
    input: {
      steps: steps.map(({ material = "unchanged", ...step }) => ({ ...step, material })),
      notUnderstood,
    },
  };
}

const asText = (quoted: string): string => String(JSON.parse(quoted));
