import { type OklabPlanes } from "#engine/colour/oklab.ts";
import { type Mask } from "#engine/raster.ts";
import { localMeans } from "#engine/renovation/local-mean.ts";

/**
 * How unlike each pixel is to the surface as it looks nearby: below 1 it may be the surface in other light, from about 2
 * up it is another thing. Judged against the surface's own spread there, so that a brick wall is no thing on itself.
 * @param core    255 = surely the surface, but for things before it
 * @param sigmaPx of the neighbourhood
 */
export function unlikeSurface(lab: OklabPlanes, core: Mask, sigmaPx: number): Float32Array {
  const { width, height } = core;
  const { l, a, b } = lab;
  const weight = Float32Array.from(core.data, (v) => (v >= 128 ? 1 : 0));
  const unlike = new Float32Array(l.length);
  // The second look leaves out what the first found to be something else.
  for (let look = 0; look < 2; look++) {
    const at = { data: weight, width, height };
    const [meanL, meanA, meanB] = localMeans([l, a, b], at, sigmaPx);
    const far = [new Float32Array(l.length), new Float32Array(l.length)];
    for (let i = 0; i < l.length; i++) {
      if (weight[i] === 0) continue;
      far[0][i] = Math.min(0.03, (l[i] - meanL[i]) ** 2);
      far[1][i] = Math.min(0.002, (a[i] - meanA[i]) ** 2 + (b[i] - meanB[i]) ** 2);
    }
    const [spread, spreadC] = localMeans(far, at, sigmaPx);
    for (let i = 0; i < unlike.length; i++) {
      if (look === 0 && weight[i] === 0) continue;
      // Shade makes colours paler in proportion.
      const shade = Math.max(0.5, Math.min(1.4, l[i] / Math.max(0.1, meanL[i])));
      const overA = a[i] - meanA[i] * shade;
      const overB = b[i] - meanB[i] * shade;
      const chroma = Math.sqrt(overA * overA + overB * overB) / (0.024 + 2 * Math.sqrt(spreadC[i]));
      // Beside things a surface lies in their shade; what is lighter there is seldom the surface.
      const over = l[i] - meanL[i];
      const light = over / ((over > 0 ? 0.05 : 0.09) + 2 * Math.sqrt(spread[i]));
      unlike[i] = Math.sqrt(chroma * chroma + light * light);
      if (core.data[i] >= 128) weight[i] = Math.exp(-0.5 * unlike[i] * unlike[i]);
    }
  }
  return unlike;
}
