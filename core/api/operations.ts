import type * as z from "zod/mini";
import { laterOperations } from "./later-operations.ts";
import { photoOperations } from "./photo-operations.ts";

/** The API of DESIGN.md section 5, said once: the app, the headless client and the functions all read it here. */
export const operations = { ...photoOperations, ...laterOperations } as const;

export type OperationName = keyof typeof operations;
export type Input<N extends OperationName> = z.input<(typeof operations)[N]["input"]>;
export type ReadInput<N extends OperationName> = z.infer<(typeof operations)[N]["input"]>;
export type Output<N extends OperationName> = z.infer<(typeof operations)[N]["output"]>;
