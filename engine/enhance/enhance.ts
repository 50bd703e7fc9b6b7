import { type EditParams } from "#core/edit/params.ts";
import { adjust } from "#engine/enhance/adjust.ts";
import { planAuto } from "#engine/enhance/auto-plan.ts";
import { deblur } from "#engine/enhance/deblur.ts";
import { denoise } from "#engine/enhance/denoise.ts";
import { sharpen } from "#engine/enhance/sharpen.ts";
import { straighten } from "#engine/enhance/straighten.ts";
import { develop } from "#engine/enhance/tone.ts";
import { measureUprightness } from "#engine/enhance/uprightness.ts";
import { type Raster } from "#engine/raster.ts";

/**
 * Makes a photo look as it should have been taken: with `autoAdjust` white balance, exposure, shadows, noise and
 * sharpness by what is measured, then the three sliders on top; with `upright` the camera is levelled as well. Same size
 * out as in.
 *
 * A channel that was neither 0 nor 255 never becomes so, and with `autoAdjust` off and all sliders 0 the very same
 * raster comes back.
 */
export function enhance(photo: Raster, params: EditParams<"enhance">): Raster {
  const { brightness = 0, contrast = 0, saturation = 0 } = params;
  const developed = params.autoAdjust ? autoEnhance(photo) : photo;
  // The edges are read from the photo as it came: the same crop, whatever else is asked for.
  const level = params.upright ? straighten(developed, measureUprightness(photo)) : developed;
  return adjust(level, { brightness, contrast, saturation });
}

function autoEnhance(photo: Raster): Raster {
  const plan = planAuto(photo);
  const clean = plan.denoiseSigma > 0 ? denoise(photo, plan.denoiseSigma) : photo;
  const crisp = plan.blurPx >= 0.5 ? deblur(clean, plan.blurPx, 0.85) : clean;
  const toned = plan.tone === undefined ? crisp : develop(crisp, plan.tone);
  return plan.sharpening > 0 ? sharpen(toned, plan.sharpening) : toned;
}
