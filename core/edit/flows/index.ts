import { type Instruction } from "../../models/instruction.ts";
import { type Task } from "../../models/catalogue.ts";
import { type EditType } from "../edit-type.ts";
import { type Flow } from "../flow.ts";
import { type RenovationStep } from "../../renovation/plan.ts";
import { type KeptAsk } from "../ask.ts";
import { unreachable } from "../../unreachable.ts";
import { dayToDusk } from "./day-to-dusk.ts";
import { enhance } from "./enhance.ts";
import { freeEdit } from "./free-edit.ts";
import { itemRemoval } from "./item-removal.ts";
import { recipe } from "./recipe.ts";
import { virtualRenovation } from "./virtual-renovation.ts";
import { virtualStaging } from "./virtual-staging.ts";

/** Every edit type and its flow. A new edit type does not compile until it stands here. */
export const flows = {
  "virtual-staging": virtualStaging,
  "day-to-dusk": dayToDusk,
  enhance,
  "item-removal": itemRemoval,
  "virtual-renovation": virtualRenovation,
  "free-edit": freeEdit,
  recipe,
} satisfies { readonly [T in EditType]: Flow<T> };

/** What every flow can be asked without knowing its params. */
export const flowOf = ({ editType }: { readonly editType: EditType }): Omit<Flow<EditType>, "instruct"> =>
  flows[editType];

/** What a model of this task is told for this ask; `steps` as a planner read them, where one did. */
export function instruct(
  ask: KeptAsk,
  task: Task,
  steps?: readonly RenovationStep[],
): readonly Instruction[] {
  switch (ask.editType) {
    case "virtual-staging":
      return virtualStaging.instruct(ask.params, task);
    case "day-to-dusk":
      return dayToDusk.instruct(ask.params, task);
    case "enhance":
      return enhance.instruct(ask.params, task);
    case "item-removal":
      return itemRemoval.instruct(ask.params, task);
    case "virtual-renovation":
      return virtualRenovation.instruct(ask.params, task, steps);
    case "free-edit":
      return freeEdit.instruct(ask.params, task, steps);
    case "recipe":
      return recipe.instruct(ask.params, task);
    default:
      return unreachable(ask);
  }
}
