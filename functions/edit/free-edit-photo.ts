import { readWish, type Light } from "#core/free-edit/read-wish.ts";
import { type RenovationStep } from "#core/renovation/plan.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { unreachable } from "#core/unreachable.ts";
import { composeMasked } from "#engine/compose/compose-masked.ts";
import { enhance } from "#engine/enhance/enhance.ts";
import { warmed } from "#engine/enhance/warmth.ts";
import { type Raster } from "#engine/raster.ts";
import { removeItems } from "#engine/removal/remove-items.ts";
import { featherPx } from "#functions/edit/feather.ts";
import { renovateSteps } from "#functions/edit/renovate-photo.ts";
import { type EditJob, type Made, type Plan } from "#functions/edit/studio.ts";

/**
 * A free edit by the studio's own hand: what our grammars read in the words is done, and what they do not read is
 * refused with the words that were not understood. Outside a painted place nothing changes.
 * @param planned for a removal, what goes with the thing and what stands around it
 * @param steps what a language model has already read out of the words, if one did
 */
export async function freeEditPhoto(
  { photo, painted }: Pick<EditJob, "photo" | "painted">,
  { mask: grown, look }: Plan,
  prompt: string,
  steps: readonly RenovationStep[] | undefined,
  seed: number,
): Promise<Result<Made>> {
  const wish = readWish(prompt, painted !== undefined);
  switch (wish.kind) {
    case "remove": {
      if (painted === undefined) return refused(problemOf("mask-missing"));
      const { image, region } = removeItems(photo, painted, { seed, ...look }, grown);
      return done({ photo: image, allowed: region });
    }
    case "recolour":
      return renovateSteps({ photo, painted }, [wish.step], seed);
    case "surfaces":
      return renovateSteps({ photo, painted }, steps ?? wish.steps, seed);
    case "light": {
      const lit = inLight(photo, wish.light);
      return done({
        photo: painted ? composeMasked(photo, lit, painted, featherPx(photo)) : lit,
        allowed: painted,
        isLightOnly: true,
      });
    }
    case "not-understood":
      return steps === undefined || steps.length === 0
        ? refused(problemOf("not-understood", { detail: wish.words.join(", ") }))
        : renovateSteps({ photo, painted }, steps, seed);
    default:
      return unreachable(wish);
  }
}

function inLight(photo: Raster, { warmth, ...light }: Light): Raster {
  const lit = enhance(photo, light);
  return warmth === 0 ? lit : warmed(lit, warmth);
}
