import { thingsOf } from "#core/analysis/things.ts";
import { type EditParams } from "#core/edit/params.ts";
import { readWish } from "#core/free-edit/read-wish.ts";
import { asksToRemove } from "#core/edit/flows/free-edit.ts";
import { orderCorners } from "#core/edit/floor-corners.ts";
import { type Problem, problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { unreachable } from "#core/unreachable.ts";
import { lookAtPhoto } from "#engine/analysis/look-at-photo.ts";
import { applyChange, layOver } from "#engine/compose/apply-change.ts";
import { changedPlaces } from "#engine/compose/changed-places.ts";
import { composeMasked } from "#engine/compose/compose-masked.ts";
import { isCutByMask } from "#engine/compose/cut-by-mask.ts";
import { fadingMask } from "#engine/compose/fading-mask.ts";
import { plainlyDrawn } from "#engine/compose/plainly-drawn.ts";
import { toDusk } from "#engine/dusk/dusk.ts";
import { enhance } from "#engine/enhance/enhance.ts";
import { straighten } from "#engine/enhance/straighten.ts";
import { coverage } from "#engine/filters/coverage.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { planeOfMask } from "#engine/plane.ts";
import { type Mask, type Raster } from "#engine/raster.ts";
import { growHole, overviewOf } from "#engine/removal/grow-hole.ts";
import { objectsIn } from "#engine/objects/objects-in.ts";
import { scaledObjects } from "#engine/objects/scaled-objects.ts";
import { removeItems } from "#engine/removal/remove-items.ts";
import { lookAtRoom } from "#engine/renovation/look-at-room.ts";
import { keptScene } from "#engine/staging/arrange/rearrange.ts";
import { roomSeenAgain } from "#engine/staging/room-seen-again.ts";
import { furnishRoom, readRoom, type WhyNotStaged } from "#engine/staging/stage-room.ts";
import { standingThings } from "#engine/staging/standing-things.ts";
import { stagingMask } from "#engine/staging/staging-mask.ts";
import { structureScore } from "#engine/structure/structure-score.ts";
import { featherPx } from "#functions/edit/feather.ts";
import { freeEditPhoto } from "#functions/edit/free-edit-photo.ts";
import { planDusk } from "#functions/edit/plan-dusk.ts";
import { placeOf, renovatePhoto, tappedIn } from "#functions/edit/renovate-photo.ts";
import { type Drawn, type EditJob, type Made, type Plan, type Studio } from "#functions/edit/studio.ts";

/** The studio on this machine. */
export const studioHere: Studio = {
  plan,
  perform,
  compose,
  structure: async (before, after, allowed) => (await structureScore(before, after, allowed)).score,
  measure: lookAtPhoto,
  things: async (photo) => thingsOf(await objectsIn(photo), photo),
};

async function plan(job: EditJob): Promise<Result<Plan>> {
  const { ask, photo, painted } = job;
  switch (ask.editType) {
    case "enhance":
      return done({ mask: undefined });
    case "item-removal":
      // A model redraws only what it is shown: the rim and the shadow of the thing go with it, as in the studio's own hand.
      return painted ? planRemoval(photo, painted) : refused(problemOf("mask-missing"));
    case "day-to-dusk":
      return planDusk(photo);
    case "virtual-staging":
      return planStaging(job, ask.params);
    case "virtual-renovation": {
      const tapped = await tappedIn({ photo, painted }, ask.params.surfaces);
      return done({ mask: placeOf({ photo, painted, tapped }), tapped });
    }
    case "free-edit":
      return planFree(ask.params, photo, painted);
    default:
      return unreachable(ask);
  }
}

async function perform(job: EditJob, planned: Plan, seed: number): Promise<Result<Made>> {
  const { ask, photo, painted } = job;
  switch (ask.editType) {
    case "enhance":
      return done({
        photo: enhance(photo, ask.params),
        allowed: undefined,
        against: ask.params.upright ? straighten(shrinkTo(photo, stagingPixels)) : undefined,
      });
    case "item-removal": {
      if (painted === undefined) return refused(problemOf("mask-missing"));
      const { image, region } = removeItems(photo, painted, { seed, ...planned.look }, planned.mask);
      return done({ photo: image, allowed: region });
    }
    case "day-to-dusk":
      return dusk(photo, ask.params, seed, planned);
    case "virtual-staging":
      return staging(job, ask.params, planned, seed);
    case "virtual-renovation":
      return renovatePhoto({ photo, painted, tapped: planned.tapped }, ask.params, job.steps, seed);
    case "free-edit":
      return freeEditPhoto(job, planned, ask.params.prompt, job.steps, seed);
    default:
      return unreachable(ask);
  }
}

async function compose(
  { ask, photo }: EditJob,
  planned: Plan,
  { task, sent, received }: Drawn,
  seed: number,
): Promise<Made> {
  const { mask } = planned;
  switch (ask.editType) {
    case "item-removal":
    case "enhance":
      return mask
        ? { photo: composeMasked(photo, received, mask, featherPx(photo)), allowed: mask }
        : { photo: received, allowed: undefined };
    case "day-to-dusk": {
      const made = dusk(photo, ask.params, seed, planned, received);
      if (!made.ok) throw new Error(`The plan found a day sky and the dusk did not: ${made.problem.kind}`);
      return made.value;
    }
    case "virtual-staging": {
      if (mask === undefined) throw new TypeError("Staging has a mask for what models draw");
      const things = plainlyDrawn(sent, received, mask);
      const { image, region } = applyChange(photo, sent, received, fadingMask(things));
      return { photo: image, allowed: region, isCut: isCutByMask(things) };
    }
    case "virtual-renovation":
    case "free-edit": {
      const { image, region } = applyChange(photo, sent, received, mask ?? changedPlaces(sent, received));
      return { photo: image, allowed: mask || namesItsSurface(task, region) ? region : undefined };
    }
    default:
      return unreachable(ask);
  }
}

/**
 * Search-and-replace draws new structure where it found the surface, and nowhere else. A model that repaints the whole
 * room, or says it replaced a floor and changed most of the picture, must have left every edge where it was.
 */
const namesItsSurface = (task: Drawn["task"], region: Mask): boolean =>
  task === "search-replace" && coverage(region) < 0.6;

/** What is to go takes its rim and its shadow with it, as in an item removal; nothing can go that nobody has painted over. */
async function planFree(
  { prompt }: Pick<EditParams<"free-edit">, "prompt">,
  photo: Raster,
  painted: Mask | undefined,
): Promise<Result<Plan>> {
  if (!asksToRemove(prompt))
    return done({ mask: painted, isOwnWork: readWish(prompt, painted !== undefined).kind === "light" });
  return painted ? planRemoval(photo, painted) : refused(problemOf("mask-missing"));
}

/** The network works beside what else there is to find. */
async function planRemoval(photo: Raster, painted: Mask): Promise<Result<Plan>> {
  const small = overviewOf(photo);
  const [look, mask] = await Promise.all([lookAtRoom(small), growHole(photo, painted, small)]);
  return done({
    mask,
    look: look && { ...look, objects: scaledObjects(look.objects, photo.width / small.width) },
  });
}

function dusk(
  photo: Raster,
  params: EditParams<"day-to-dusk">,
  seed: number,
  { sky, windows: likeness }: Plan,
  replacedSky?: Raster,
): Result<Made> {
  const made = toDusk(photo, { ...params, seed, likeness, ...(replacedSky ? { replacedSky } : {}) }, sky);
  return made.kind === "refused"
    ? refused(problemOf(made.reason))
    : done({ photo: made.image, allowed: made.sky });
}

/** Furniture needs a room, and in it a floor that is seen. A terrace or a facade can look like one to the geometry. */
async function planStaging(
  { photo, like, likePhoto }: EditJob,
  params: EditParams<"virtual-staging">,
): Promise<Result<Plan>> {
  const work = shrinkTo(photo, stagingPixels);
  const things = await standingThings(shrinkTo(work, 500_000), params.roomType);
  const corners = params.floorCorners && orderCorners(params.floorCorners);
  if (params.floorCorners && corners === undefined) return refused(noFloorMarked);
  const again =
    like && likePhoto && corners === undefined ? await roomSeenAgain(work, like, likePhoto) : undefined;
  // A room's large window can be taken for a garden; not so where it shows what another photo of the room shows.
  if (again === undefined && things.scene === "exterior") return refused(problemOf("no-floor"));
  const read = readRoom(work, params.roomType, things, { corners, same: like?.camera, known: again?.room });
  if (!read.ok) return refused(whyNotStaged(read.reason));
  const { room } = read;
  let mask: Mask | undefined;
  // Only a model that paints into a mask reads it; the studio furnishes the room itself.
  return done({
    room,
    work,
    like: again?.like,
    get mask() {
      return (mask ??= stagingMask(room, work));
    },
  });
}

const noFloorMarked = problemOf("corners-no-floor", { field: "params.floorCorners" });

function whyNotStaged(reason: WhyNotStaged): Problem {
  switch (reason) {
    case "no-floor":
      return problemOf("no-floor");
    case "low-confidence":
      return problemOf("no-floor", { detail: "we are not sure where the walls are" });
    case "already-furnished":
      return problemOf("already-furnished");
    case "corners-no-floor":
      return noFloorMarked;
    default:
      return unreachable(reason);
  }
}

/** The scene is rendered at this size and laid over the photo at its own. */
const stagingPixels = 2_000_000;

function staging(
  { photo, like }: EditJob,
  params: EditParams<"virtual-staging">,
  { room, work, like: placed }: Plan,
  seed: number,
): Result<Made> {
  if (room === undefined || work === undefined)
    throw new TypeError("Staging is performed by a plan that has found the room");
  const staged = furnishRoom(work, room, { ...params, seed, like: placed ?? like });
  if (!staged.ok) return refused(whyNotStaged(staged.reason));
  // The rendered scene already holds each pixel's share of furniture, shadow and room: it is laid over whole.
  const { image, region } = layOver(photo, work, staged.image, planeOfMask(staged.region));
  return done({ photo: image, allowed: region, scene: keptScene(staged.scene, room) });
}
