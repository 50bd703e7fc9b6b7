import { readCommand } from "../batch/grammar.ts";
import { asksToRemove } from "../edit/flows/free-edit.ts";
import { type EditParams } from "../edit/params.ts";
import { readRenovation } from "../renovation/grammar.ts";
import { type RenovationStep } from "../renovation/plan.ts";

/** What the studio, which knows no more than our grammars, can make of somebody's own words. */
export type Wish =
  | { readonly kind: "remove" }
  /** Each surface found and redone; where a place is painted, the first step there. */
  | { readonly kind: "surfaces"; readonly steps: readonly RenovationStep[] }
  /** The painted place takes a colour, whatever it is. */
  | { readonly kind: "recolour"; readonly step: RenovationStep }
  | { readonly kind: "light"; readonly light: Light }
  /** The parts that mean nothing here, in the person's words. */
  | { readonly kind: "not-understood"; readonly words: readonly string[] };

/** As the enhance form has it, −100…100; `warmth` −100 (cold) to 100 (warm). */
export interface Light {
  readonly autoAdjust: boolean;
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
  readonly warmth: number;
}

/**
 * Reads a free wish: a thing to remove, surfaces and their new looks, a colour for the painted place, or light. Half
 * of a wish is none: what is left over makes it not understood.
 * @param isPainted whether a place is marked on the photo
 */
export function readWish(prompt: string, isPainted: boolean): Wish {
  if (asksToRemove(prompt)) return { kind: "remove" };
  const step = isPainted ? readRecolouring(prompt) : undefined;
  if (step !== undefined) return { kind: "recolour", step };
  const { steps, notUnderstood } = readRenovation(prompt);
  if (steps.length > 0 && notUnderstood.length === 0) return { kind: "surfaces", steps };
  const light = readLight(prompt);
  if (light.notUnderstood.length === 0) return { kind: "light", light: light.value };
  const words = steps.length > 0 ? notUnderstood : light.notUnderstood;
  return { kind: "not-understood", words };
}

/**
 * "Make it navy blue", "paint the door sage green": a colour for the thing under the brush. A new thing of some colour
 * ("a red sofa") is no recolouring.
 */
export function readRecolouring(prompt: string): RenovationStep | undefined {
  const said = recolouring.exec(prompt)?.[1];
  if (said === undefined) return undefined;
  // The colour is read as that of a wall: a wall takes any, and keeps what lies on it of light and shadow.
  const [step] = readRenovation(`${said.replaceAll(/[.,;!]/g, " ")} walls`).steps;
  return step === undefined
    ? undefined
    : { surface: "walls", colour: step.colour, words: prompt.slice(0, 200) };
}

const recolouring =
  /^\W*(?:please )?(?:(?:re)?(?:paint|colou?r)|dye|make|turn|change)(?: the colou?r of)? (?:it|this|that|them|these|those|the \w+(?: \w+)??) (?:to |into |in )?((?:a |an )?(?:#?\w+[- ]?){1,4})(?:, .*)?[.!]?$/i;

function readLight(prompt: string): { readonly value: Light; readonly notUnderstood: readonly string[] } {
  const warm = takeWarmth(prompt);
  let value: Light = { autoAdjust: false, brightness: 0, contrast: 0, saturation: 0, warmth: warm.warmth };
  if (warm.rest === "") return { value, notUnderstood: [] };
  const { steps, notUnderstood, question } = readCommand(warm.rest, []);
  const strange = [...notUnderstood];
  for (const { step } of steps) {
    if (step.op === "auto-enhance") value = { ...value, autoAdjust: true };
    else if (step.op === "edit" && step.ask.editType === "enhance") value = added(value, step.ask.params);
    else strange.push(prompt);
  }
  return {
    value,
    notUnderstood:
      strange.length > 0 || question !== undefined || steps.length === 0 ? some(strange, prompt) : [],
  };
}

const added = (light: Light, more: EditParams<"enhance">): Light => ({
  autoAdjust: light.autoAdjust || more.autoAdjust,
  brightness: within(light.brightness + (more.brightness ?? 0)),
  contrast: within(light.contrast + (more.contrast ?? 0)),
  saturation: within(light.saturation + (more.saturation ?? 0)),
  warmth: light.warmth,
});

const within = (value: number): number => Math.max(-100, Math.min(100, value));

const some = (words: readonly string[], prompt: string): readonly string[] =>
  words.length > 0 ? words : [prompt];

/** Takes "a bit warmer", "much cooler light" out of the words. */
function takeWarmth(prompt: string): { readonly warmth: number; readonly rest: string } {
  let warmth = 0;
  const rest = prompt.replace(
    /(?:\b(?:make )?(?:it|this|the (?:light|photo|picture|image|room))\b )?(?:\b(a bit|a little|slightly|much|a lot) )?\b(warmer|cooler|colder)\b(?: (?:light|tones?|colou?rs?))?/i,
    (_all, much: string | undefined, word: string) => {
      const size = much === undefined ? 40 : /much|lot/i.test(much) ? 70 : 20;
      warmth = /warm/i.test(word) ? size : -size;
      return "";
    },
  );
  return {
    warmth,
    rest: warmth === 0 ? prompt : rest.replaceAll(/^[\s,.;!]+|[\s,.;!]+$|\band\b\s*$|^\s*and\b/gi, "").trim(),
  };
}
