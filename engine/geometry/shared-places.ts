import { shrinkTo } from "#engine/filters/resize.ts";
import { type LoadedOpenCv, loadOpenCv, withMats } from "#engine/opencv.ts";
import { lumaPlane } from "#engine/plane.ts";
import { type Raster } from "#engine/raster.ts";

/** One thing seen in two photos: where it is, as shares (0–1) of each picture's width and height. */
export interface SharedPlace {
  readonly first: { readonly x: number; readonly y: number };
  readonly second: { readonly x: number; readonly y: number };
}

/**
 * Places that two photos have in common, as far as corners and texture tell: AKAZE features (Alcantarilla, Nuevo and
 * Bartoli 2013) that are each other's nearest and clearly nearer than the next. Among them are wrong ones: two photos
 * that share nothing still have a few hundred.
 * @param first,second any size; read at about 0.75 MP
 */
export async function sharedPlaces(first: Raster, second: Raster): Promise<SharedPlace[]> {
  const { cv } = await loadOpenCv();
  return withMats((keep) => {
    const detector = keep(akaze(cv));
    detector.setThreshold(LEAST_RESPONSE);
    const [a, b] = [first, second].map((photo) => {
      const { data, width, height } = lumaPlane(shrinkTo(photo, PIXELS));
      const grey = keep(new cv.Mat(height, width, cv.CV_8UC1));
      grey.data.set(Uint8Array.from(data, (v) => v * 255));
      // Empty rooms are faint: what little is on their walls is brought out.
      const clahe = keep(new cv.CLAHE(3, new cv.Size(8, 8)));
      clahe.apply(grey, grey);
      const points = keep(new cv.KeyPointVector());
      const words = keep(new cv.Mat());
      detector.detectAndCompute(grey, keep(new cv.Mat()), points, words);
      const all = Array.from({ length: points.size() }, (_, row) => ({ row, ...points.get(row) }));
      const clearest = all.toSorted((p, q) => q.response - p.response).slice(0, MOST);
      const kept = keep(new cv.Mat(clearest.length, words.cols, cv.CV_8UC1));
      clearest.forEach(({ row }, k) => kept.data.set(words.ucharPtr(row), k * words.cols));
      return {
        words: kept,
        spots: clearest.map(({ pt }) => ({ x: pt.x / width, y: pt.y / height })),
      };
    });
    if (a === undefined || b === undefined || a.spots.length < 2 || b.spots.length < 2) return [];
    const matcher = keep(new cv.BFMatcher(cv.NORM_HAMMING, false));
    const there = keep(new cv.DMatchVectorVector());
    matcher.knnMatch(a.words, b.words, there, 2);
    const back = keep(new cv.DMatchVector());
    matcher.match(b.words, a.words, back);
    const places: SharedPlace[] = [];
    for (let i = 0; i < there.size(); i++) {
      const pair = keep(there.get(i));
      const [nearest, next] = [pair.get(0), pair.get(1)];
      if (nearest.distance > CLEARLY_NEARER * next.distance) continue;
      if (back.get(nearest.trainIdx).trainIdx !== nearest.queryIdx) continue;
      const [seen, again] = [a.spots[nearest.queryIdx], b.spots[nearest.trainIdx]];
      if (seen && again) places.push({ first: seen, second: again });
    }
    return places;
  });
}

/** It is in the build and not in its types. */
type Akaze = InstanceType<LoadedOpenCv["cv"]["Feature2D"]> & { setThreshold(response: number): void };
function akaze(cv: LoadedOpenCv["cv"]): Akaze {
  const { AKAZE } = cv as unknown as { readonly AKAZE: new () => Akaze };
  return new AKAZE();
}

const PIXELS = 750_000;
/** AKAZE's own default is 0.001. */
const LEAST_RESPONSE = 0.0006;
/** Comparing takes the square of this. */
const MOST = 2500;
/** Lowe's ratio (2004), a little looser: what is wrong is sorted out by the camera afterwards. */
const CLEARLY_NEARER = 0.85;
