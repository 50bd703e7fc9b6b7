import { type Instruction, plainWords } from "../../models/instruction.ts";
import { type RenovationStep, surfaceWords } from "../../renovation/plan.ts";

/** For models that redraw the whole picture: what the house keeps. */
export const houseStands =
  "Every wall, window, door and piece of furniture stands where it stood; same camera, natural daylight, sharp architectural photograph.";

/** What must not come into a room that is done up: nouns, without "no". */
export const renovationUnwanted =
  "people, text, watermark, logo, extra windows, extra doors, moved walls, other camera angle, warped lines, blur, cartoon, oversaturated colour";

/**
 * One call a surface, in the order they were named. Recolouring keeps the material, so it serves plans that change
 * colours only; replacing draws the surface anew.
 * @param look the rest of every prompt: ", scandinavian", or nothing
 */
export function surfaceInstructions(
  steps: readonly RenovationStep[],
  task: "search-recolor" | "search-replace",
  look: string,
): readonly Instruction[] {
  if (task === "search-recolor")
    return steps.every(({ material }) => material === undefined)
      ? steps.map((step) => ({
          task,
          selectPrompt: surfaceWords[step.surface],
          prompt: `${wanted(step)}${look}, even matt finish, in the light of the photo`,
        }))
      : [];
  return steps.map((step) => ({
    task,
    searchPrompt: surfaceWords[step.surface],
    prompt: `${wanted(step)}${look}, ${fitting[step.surface]}, same layout and camera, the photo's own window light, sharp architectural photograph`,
    negativePrompt: `${renovationUnwanted}, ${unwantedOn[step.surface]}`,
  }));
}

/** What is wanted, not the order: "paint the walls sage green" is "walls sage green". */
export const described = (words: string): string => plainWords(words).replace(order, "");

/** By name, should the person's words leave it out: "sage green" is "sage green, walls". */
function wanted({ words, surface }: RenovationStep): string {
  const said = described(words);
  return said.toLowerCase().includes(surfaceWords[surface]) ? said : `${said}, ${surfaceWords[surface]}`;
}

const order =
  /^(?:please )?(?:(?:re)?paint|make|turn|change|(?:re)?colou?r|install|lay|put in|add|replace|give) (?:me )?(?:the |all )*/i;

/** How a new surface sits in the room, so that it is drawn in its place and no other. */
const fitting: Readonly<Record<RenovationStep["surface"], string>> = {
  walls: "smooth plaster up to the existing skirting and ceiling line",
  floor: "laid flat along the room's own perspective, up to the existing skirting, furniture standing on it",
  ceiling: "flat, with the existing lights in their places",
  cabinets: "the same doors and drawers in the same places, even gaps, real handles",
  worktop: "the same outline and thickness, straight front edge, sink and hob in their places",
  doors: "the same leaves in the same frames, at the same height",
  tiles: "an even grid with fine joints, around the existing sockets and taps",
  fixtures: "the same shapes in the same places",
};

/** What these models like to invent on such a surface. */
const unwantedOn: Readonly<Record<RenovationStep["surface"], string>> = {
  walls: "pictures, shelves, panelling, wallpaper pattern",
  floor: "rugs, carpet edges, steps, puddles, mirror reflections",
  ceiling: "beams, skylights, chandeliers",
  cabinets: "open shelves, missing doors, glass fronts",
  worktop: "appliances, food, crockery, clutter",
  doors: "glass panes, open doors, arches",
  tiles: "mosaic pictures, broken tiles, mould",
  fixtures: "towels, bottles, extra taps",
};
