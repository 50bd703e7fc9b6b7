import { type DuskIntensity } from "#core/edit/params.ts";
import { type RenovationStep } from "#core/renovation/plan.ts";
import { type PhotoAnalysis } from "#core/analysis/analysis.ts";
import { type OutputFormat } from "./image-request.ts";
import { type Staging } from "./prompt-reader.ts";

/** What a request comes down to once its prompt is read. Pictures travel encoded, so that a worker decodes them. */
export type StudioWork =
  | ({ readonly kind: "stage"; readonly where: Where } & Staging)
  | { readonly kind: "remove"; readonly where: Exclude<Where, { readonly kind: "everywhere" }> }
  | { readonly kind: "sky"; readonly intensity: DuskIntensity }
  | { readonly kind: "dusk"; readonly intensity: DuskIntensity }
  | { readonly kind: "renovate"; readonly steps: readonly RenovationStep[]; readonly where: Where }
  | { readonly kind: "copy" };

export type Where =
  | { readonly kind: "everywhere" }
  /** White = edit, of any size. */
  | { readonly kind: "mask"; readonly mask: Uint8Array; readonly growPx: number }
  /** The transparent pixels of the picture itself. */
  | { readonly kind: "transparent"; readonly growPx: number };

export interface StudioJob {
  readonly work: StudioWork;
  readonly image: Uint8Array;
  readonly seed: number;
  /** Same: the input's size. Pixels: about so many, of the input's shape. Factor: so many times each side. */
  readonly size:
    | { readonly kind: "same" }
    | { readonly kind: "pixels"; readonly pixels: number }
    | { readonly kind: "factor"; readonly factor: number };
  readonly format: OutputFormat;
}

/** What stands behind the image and vision models here. */
export interface Studio {
  /**
   * The edited picture, encoded. Same job, same bytes. Throws UndecodablePicture, EmptyMask, CannotDraw, and the signal's reason for
   * a job nobody waits for any more; one that has begun is finished all the same.
   */
  edit(job: StudioJob, signal: AbortSignal): Promise<Uint8Array>;
  analyse(image: Uint8Array, signal: AbortSignal): Promise<PhotoAnalysis>;
  close(): Promise<void>;
}

/** The picture's header was good and the rest was not. */
export class UndecodablePicture extends Error {
  override readonly name = "UndecodablePicture";
}

/** The studio cannot make this of this picture: a room it cannot make out, a mask over everything. */
export class CannotDraw extends Error {
  override readonly name = "CannotDraw";
}

/** A mask, or transparency, that marks nothing. */
export class EmptyMask extends Error {
  override readonly name = "EmptyMask";
}
