import { type Instruction } from "../models/instruction.ts";
import { type Task, type ModelId } from "../models/catalogue.ts";
import { type EditType } from "./edit-type.ts";
import { type RenovationStep } from "../renovation/plan.ts";
import { type KeptParams } from "./ask.ts";

/** Where an edit may change pixels: found by the studio, painted by the person, or anywhere. */
export type RegionSource = "staging-zone" | "sky" | "painted" | "surfaces" | "whole-photo";

/** How an edit type is offered, routed and told to a model. Adding an edit type is one of these and its line in the table. */
export interface Flow<T extends EditType> {
  readonly editType: T;
  /** Whether a painted mask must come along. */
  readonly mask: "required" | "optional" | "none";
  readonly region: RegionSource;
  /** In order of preference, the studio last. */
  readonly candidates: readonly ModelId[];
  /**
   * What a model of this task is told, one call after the other. Empty: this task cannot do it.
   * A pure function of what it is given: same params, same words.
   * @param steps what a planner read out of the person's words; undefined: the flow reads them by its grammar
   */
  instruct(params: KeptParams<T>, task: Task, steps?: readonly RenovationStep[]): readonly Instruction[];
  /** Measured with the studio on two cores; the screen says it before the edit starts. Photo size in pixels. */
  estimateMs(pixels: number): number;
}
