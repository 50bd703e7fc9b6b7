import { type PhotoAnalysis } from "#core/analysis/analysis.ts";
import { type PhotoAsk } from "#core/edit/ask.ts";
import { type EditingTask } from "#core/models/catalogue.ts";
import { type RenovationStep, type Surface } from "#core/renovation/plan.ts";
import { type Result } from "#core/result.ts";
import { type DaySky } from "#engine/dusk/dusk.ts";
import { type WindowLikeness } from "#engine/dusk/window-likeness.ts";
import { type Room } from "#engine/geometry/room.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { type RoomLook } from "#engine/renovation/look-at-room.ts";
import { type TappedSurface } from "#engine/renovation/surface-at.ts";
import { type KeptScene } from "#engine/staging/arrange/rearrange.ts";

/** An edit that is about to be made. Pictures and masks at the full size of the source. */
export interface EditJob {
  readonly ask: PhotoAsk;
  readonly photo: Raster;
  /** What the person painted, 255 = edit. */
  readonly painted: Mask | undefined;
  /** The furniture that is to be put into this photo too. */
  readonly like?: KeptScene | undefined;
  /** The photo it was arranged in, any size, where that is still kept. */
  readonly likePhoto?: Raster | undefined;
  /** What a language model read out of the person's words; undefined: the grammar reads them. */
  readonly steps?: readonly RenovationStep[] | undefined;
}

/** What the studio found before any model is asked. */
export interface Plan {
  /**
   * Where a model that takes a mask may paint, 255 = may; undefined for models that take none. Staging's is made when it
   * is first read.
   */
  readonly mask: Mask | undefined;
  /** Light and colour only: no model is asked, since one would draw the whole picture anew for it. */
  readonly isOwnWork?: boolean | undefined;
  /** The surfaces a person has tapped for a renovation. */
  readonly tapped?: readonly TappedSurface[] | undefined;
  /** The sky that dusk replaces: found once an edit. */
  readonly sky?: DaySky | undefined;
  /** How much each place looks like a window, for dusk, where the network is installed. */
  readonly windows?: WindowLikeness | undefined;
  /** What the network sees in a photo from which something is removed. */
  readonly look?: RoomLook | undefined;
  /** The room that is to be furnished, at any scale of the photo. */
  readonly room?: Room | undefined;
  /** The furniture of another photo in this room's own frame, where the other photo shows some of the same. */
  readonly like?: KeptScene | undefined;
  /** The smaller copy in which it was found, and is furnished. */
  readonly work?: Raster | undefined;
}

export interface Made {
  /** At the full size of the source. */
  readonly photo: Raster;
  /** Where pixels were meant to change, 255 = were; undefined: the structure must hold everywhere. */
  readonly allowed: Mask | undefined;
  /** What the structure is compared with, any size; undefined: the source. Levelling the camera moves all of it alike. */
  readonly against?: Raster | undefined;
  /** Light and colour changed and nothing moved: the structure's score is told and not judged. */
  readonly isLightOnly?: boolean | undefined;
  /** Something drawn went on beyond where it may be laid down, and is cut off there. */
  readonly isCut?: boolean | undefined;
  /** What was put into the room, to be kept with the edit. */
  readonly scene?: KeptScene | undefined;
  /** Of a renovation: the surfaces asked for that were changed, and those that were not found. */
  readonly surfaces?:
    { readonly found: readonly Surface[]; readonly notFound: readonly Surface[] } | undefined;
}

/** What a model made of a smaller copy. */
export interface Drawn {
  readonly task: EditingTask;
  readonly sent: Raster;
  readonly received: Raster;
}

/** What the edits need of the studio, in our words: the one place that knows the engine's own functions. */
export interface Studio {
  /** Refuses what cannot become of this photo before money is spent: no sky, no floor, dusk already. */
  plan(job: EditJob): Promise<Result<Plan>>;
  /** The studio's own hand. Same job, same seed, same pixels. */
  perform(job: EditJob, plan: Plan, seed: number): Promise<Result<Made>>;
  /** Lays a model's picture over the original at full size. */
  compose(job: EditJob, plan: Plan, drawn: Drawn, seed: number): Promise<Made>;
  /** 1 = every edge outside `allowed` stands where it stood. */
  structure(before: Raster, after: Raster, allowed: Mask | undefined): Promise<number>;
  /** What can be said of a photo without a vision model. */
  measure(photo: Raster): Promise<PhotoAnalysis>;
  /** Where things are that a person may tap, for a photo that a vision model has described; none without a detector. */
  things(photo: Raster): Promise<NonNullable<PhotoAnalysis["things"]>>;
}

/** Below this a result would have changed the house. */
export const structureHolds = 0.9;
