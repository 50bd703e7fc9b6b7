import { type KeptAsk } from "../edit/ask.ts";
import { flowOf, instruct } from "../edit/flows/index.ts";
import { duskIntensities, roomTypes, stagingStyles } from "../edit/params.ts";
import { catalogue, type Task } from "./catalogue.ts";
import { type Instruction } from "./instruction.ts";

/** One thing somebody can ask and what each model of its route is told, in the route's order. */
export interface ListedPrompt {
  readonly asked: string;
  readonly told: readonly { readonly task: Task; readonly instructions: readonly Instruction[] }[];
}

/** Every prompt of every flow: all rooms and styles, all dusks, and examples where people use words of their own. */
export const promptList = (): readonly ListedPrompt[] =>
  listedAsks.map(({ asked, ask }) => ({
    asked,
    told: [...new Set(flowOf(ask).candidates.map((id) => catalogue[id].task))].flatMap((task) => {
      const instructions = instruct(ask, task);
      return instructions.length === 0 ? [] : [{ task, instructions }];
    }),
  }));

interface Listed {
  readonly asked: string;
  readonly ask: KeptAsk;
}

const renovation = (description: string, style?: string): Listed => ({
  asked: `virtual-renovation: ${description}${style === undefined ? "" : `, ${style}`}`,
  ask: {
    editType: "virtual-renovation",
    params: { description, ...(style === undefined ? {} : { style }) },
  },
});

const freeEdit = (prompt: string): Listed => ({
  asked: `free-edit: ${prompt}`,
  ask: { editType: "free-edit", params: { prompt } },
});

const listedAsks: readonly Listed[] = [
  ...roomTypes.flatMap((roomType) =>
    stagingStyles.map((style): Listed => ({
      asked: `virtual-staging: ${roomType}, ${style}`,
      ask: { editType: "virtual-staging", params: { roomType, style } },
    })),
  ),
  ...duskIntensities.map((intensity): Listed => ({
    asked: `day-to-dusk: ${intensity}`,
    ask: { editType: "day-to-dusk", params: { intensity } },
  })),
  { asked: "enhance", ask: { editType: "enhance", params: { autoAdjust: true } } },
  { asked: "item-removal", ask: { editType: "item-removal", params: { objects: [] } } },
  {
    asked: "item-removal: bin, garden hose",
    ask: { editType: "item-removal", params: { objects: ["bin", "garden hose"] } },
  },
  renovation("paint the walls sage green"),
  renovation("oak plank floor"),
  renovation("white ceiling"),
  renovation("navy blue shaker cabinets"),
  renovation("white quartz worktop"),
  renovation("oak doors"),
  renovation("white metro wall tiles"),
  renovation("brass taps and handles"),
  renovation("new cabinets and a new floor", "Scandinavian"),
  freeEdit("a red velvet armchair beside the window"),
  freeEdit("paint the walls warm white"),
  freeEdit("remove this"),
  { asked: "recipe", ask: { editType: "recipe", params: { steps: [{ op: "straighten" }] } } },
];
