import { modelAnalysis, type PhotoAnalysis } from "#core/analysis/analysis.ts";
import { genericSuggestions, suggest } from "#core/analysis/suggestion.ts";
import { type ImageView } from "#core/api/views.ts";
import { type ImageId, type UserId } from "#core/ids.ts";
import { type ImageRecord } from "#core/image/image.ts";
import { objectKeys } from "#core/keys.ts";
import { maxPhotoPixels } from "#core/limits/limits.ts";
import { backoffMs, maxRetries, times } from "#core/limits/times.ts";
import { catalogue, type ModelId } from "#core/models/catalogue.ts";
import { analysisRoute } from "#core/models/route.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { decodePhoto } from "#engine/codec/decode.ts";
import { encodeJpeg } from "#engine/codec/encode.ts";
import { resizeRaster } from "#engine/filters/resize.ts";
import { type Raster } from "#engine/raster.ts";
import { announceImage } from "#functions/announce.ts";
import { type Studio } from "#functions/edit/studio.ts";
import { viewImage } from "#functions/image/view.ts";
import { lapsedModels } from "#functions/models/lapsed-models.ts";
import { type Cloud, type Fault } from "#functions/ports.ts";
import { changeImage, readImage } from "#functions/records/image-records.ts";

type Needs = Pick<Cloud, "records" | "objects" | "models" | "status" | "clock" | "chance" | "log">;

/** The vision models get this long altogether; then the studio measures. */
const modelsWithinMs = 75_000;
/** Larger is scaled down by the model anyway (Anthropic). */
const lookLongSidePx = 1568;

/** Asks for suggestions anew, unless those that are there are fresh or on their way. */
export async function analyzeImage(
  cloud: Pick<Cloud, "records" | "objects" | "queue" | "clock" | "chance">,
  user: UserId,
  image: ImageId,
): Promise<Result<ImageView>> {
  const nowMs = cloud.clock.now();
  const asked = await changeImage(cloud, user, image, ({ record }) =>
    record.state === "ready" && isDue(record, nowMs)
      ? { record: { ...record, analysisState: "pending", updatedAt: new Date(nowMs).toISOString() } }
      : undefined,
  );
  if (asked === undefined) return refused(problemOf("not-found"));
  const { record } = asked.stored;
  if (record.state !== "ready") return refused(record.problem ?? problemOf("not-ready"));
  if (asked.changed) await cloud.queue.send({ kind: "analyze-image", userId: user, imageId: image });
  return done(await viewImage(cloud, record));
}

/** A failed analysis is due at once; one that has been pending for long was lost. */
function isDue({ analysisState, suggestedAt, updatedAt }: ImageRecord, nowMs: number): boolean {
  if (analysisState === "failed" || analysisState === "none") return true;
  const since = analysisState === "pending" ? updatedAt : suggestedAt;
  return since === undefined || nowMs - Date.parse(since) >= times.suggestionsFreshMs;
}

/** Looks at a ready photo whose analysis is pending. It never blocks the photo: seeds/000 "Analysis Errors". */
export async function runAnalysis(cloud: Needs, studio: Studio, user: UserId, image: ImageId): Promise<void> {
  const known = await readImage(cloud, user, image);
  if (known?.record.state !== "ready" || known.record.analysisState !== "pending") return;
  const photo = await readWorkingCopy(cloud, known.record);
  const found = photo && (await look(cloud, studio, photo));
  const at = new Date(cloud.clock.now()).toISOString();
  const noted = await changeImage(cloud, user, image, ({ record }) =>
    record.analysisState === "pending"
      ? { record: { ...record, ...outcome(found), updatedAt: at, suggestedAt: at } }
      : undefined,
  );
  if (noted?.changed) await announceImage(cloud, noted.stored.record);
}

interface Found {
  readonly analysis: PhotoAnalysis;
  readonly modelId: ModelId;
}

const outcome = (
  found: Found | undefined,
): Pick<ImageRecord, "analysisState" | "analysis" | "analysisModelId" | "suggestions"> =>
  found === undefined
    ? { analysisState: "failed", suggestions: [...genericSuggestions] }
    : {
        analysisState: "done",
        analysis: found.analysis,
        analysisModelId: found.modelId,
        suggestions: [...suggest(found.analysis)],
      };

async function readWorkingCopy(cloud: Needs, { userId, imageId }: ImageRecord): Promise<Raster | undefined> {
  const bytes = await cloud.objects.get(objectKeys.working(userId, imageId));
  const decoded = bytes && (await decodePhoto(bytes, { maxPixels: maxPhotoPixels, minSidePx: 1 }));
  if (decoded?.kind === "photo") return decoded.photo;
  cloud.log.warn("working-copy-unreadable", { imageId, reason: decoded?.reason ?? "missing" });
  return undefined;
}

async function look(cloud: Needs, studio: Studio, photo: Raster): Promise<Found | undefined> {
  const untilMs = cloud.clock.now() + modelsWithinMs;
  const down = await lapsedModels(cloud);
  // Encoded for the first model that is up: where none is, the studio looks at the photo itself.
  let image: Uint8Array | undefined;
  const route = analysisRoute.filter((id) => !down.has(id));
  // The detector looks while the model does.
  const things = route.length === 0 ? undefined : thingsIn(cloud, studio, photo);
  for (const modelId of route) {
    image ??= await encodeJpeg(fit(photo, lookLongSidePx));
    const seen = await lookWith(cloud, modelId, image, untilMs);
    if (seen.kind === "seen") return { analysis: { ...seen.analysis, things: await things }, modelId };
    cloud.log.warn("analysis-fault", { modelId, fault: seen.fault, detail: seen.detail });
  }
  try {
    return { analysis: await studio.measure(photo), modelId: "reimagine.studio-v1" };
  } catch (error) {
    // Measuring is the last resort of something that may fail; the photo stays usable without it.
    cloud.log.error("measuring-failed", error);
    return undefined;
  }
}

/** The model's boxes are rough, and of what distracts only. Without the detector's a tap finds its thing by itself. */
async function thingsIn({ log }: Needs, studio: Studio, photo: Raster): Promise<PhotoAnalysis["things"]> {
  try {
    return await studio.things(photo);
  } catch (error) {
    log.error("detecting-failed", error);
    return undefined;
  }
}

/** An answer that breaks the schema is asked for once more: another sampling is often right. */
async function lookWith(
  { models, clock, chance }: Needs,
  modelId: ModelId,
  image: Uint8Array,
  untilMs: number,
): Promise<{ readonly kind: "seen"; readonly analysis: PhotoAnalysis } | Fault> {
  for (let attempt = 0; ; attempt++) {
    const leftMs = untilMs - clock.now();
    if (leftMs < 1000) return { kind: "fault", fault: "timeout", detail: "no time left for this analysis" };
    const answer = await models.look({
      modelId,
      image,
      deadlineMs: Math.min(catalogue[modelId].deadlineMs, leftMs),
    });
    const read = answer.kind === "seen" ? modelAnalysis.safeParse(answer.answer) : undefined;
    if (read?.success) return { kind: "seen", analysis: read.data };
    const fault: Fault =
      answer.kind === "fault"
        ? answer
        : { kind: "fault", fault: "broken", detail: "its answer breaks the schema" };
    const retries = fault.fault === "busy" ? maxRetries : fault.fault === "broken" ? 1 : 0;
    if (attempt >= retries) return fault;
    await clock.sleep(backoffMs(attempt, chance.next()));
  }
}

function fit(photo: Raster, longSidePx: number): Raster {
  const scale = Math.min(1, longSidePx / Math.max(photo.width, photo.height));
  if (scale === 1) return photo;
  const side = (px: number): number => Math.max(1, Math.round(px * scale));
  return resizeRaster(photo, side(photo.width), side(photo.height));
}
