import { ownFormat } from "#core/batch/own-format.ts";
import { deliveryOf } from "#core/batch/predict.ts";
import { type EditRecord } from "#core/edit/edit-record.ts";
import { type ResultFile } from "#core/keys.ts";
import { maxChainLength } from "#core/limits/limits.ts";
import { type ModelId } from "#core/models/catalogue.ts";
import { type DigitalSourceType, encodeJpeg, encodePng, encodeScreenCopies } from "#engine/codec/encode.ts";
import { encodeAs } from "#engine/codec/encode-as.ts";
import { type Raster } from "#engine/raster.ts";
import { type Cloud } from "#functions/ports.ts";
import { chainOf } from "#functions/records/edit-records.ts";
import { readImage } from "#functions/records/image-records.ts";

type Needs = Omit<Cloud, "queue">;

interface Encoded {
  readonly file: ResultFile;
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** A picture that was made, and by what. */
export interface Picture {
  readonly photo: Raster;
  readonly modelId: ModelId;
}

/** The files of a result while they are being encoded. */
export interface Encoding {
  readonly files: Promise<readonly Encoded[]>;
}

/**
 * Begins to encode the files of a picture that may yet be turned down: the codecs work on threads of their own, and so
 * beside whatever is done with it meanwhile. Answers as soon as they are at work.
 */
export async function beginEncoding(cloud: Needs, record: EditRecord, made: Picture): Promise<Encoding> {
  const files = encodeResult(await sourceTypeOf(cloud, record, made), cloud, record, made);
  // Whoever waits for the files hears why there are none; for those of a picture that was turned down nobody waits.
  files.catch(() => undefined);
  return { files };
}

/** The four files that every result has, and the one that a recipe asks for. */
async function encodeResult(
  sourceType: DigitalSourceType,
  cloud: Needs,
  record: EditRecord,
  { photo }: Picture,
): Promise<readonly Encoded[]> {
  return [...(await encode(photo, sourceType)), ...(await delivered(cloud, record, photo, sourceType))];
}

/** PNG takes longest: the others come one after the other beside it, so that it is not the last by far. */
async function encode(photo: Raster, digitalSourceType: DigitalSourceType): Promise<readonly Encoded[]> {
  const [png, others] = await Promise.all([
    encodePng(photo, { digitalSourceType }),
    encodeForUse(photo, digitalSourceType),
  ]);
  return [{ file: "result.png", bytes: png, type: "image/png" }, ...others];
}

/** What is looked at and downloaded. */
async function encodeForUse(
  photo: Raster,
  digitalSourceType: DigitalSourceType,
): Promise<readonly Encoded[]> {
  const jpeg = await encodeJpeg(photo, { digitalSourceType });
  const { working, thumb } = await encodeScreenCopies(photo);
  return [
    { file: "result.jpg", bytes: jpeg, type: "image/jpeg" },
    { file: "working.webp", bytes: working, type: "image/webp" },
    { file: "thumb.webp", bytes: thumb, type: "image/webp" },
  ];
}

/** The file that a recipe asks for. Stripped of all but what the law wants said of an altered picture. */
async function delivered(
  cloud: Needs,
  { userId, imageId, ask, legalClass }: EditRecord,
  photo: Raster,
  digitalSourceType: DigitalSourceType,
): Promise<readonly Encoded[]> {
  if (ask.editType !== "recipe") return [];
  const { steps } = ask.params;
  const image = (await readImage(cloud, userId, imageId))?.record;
  const { format, quality } = deliveryOf(steps, ownFormat(image?.contentType ?? "image/jpeg"));
  const isStripped = legalClass !== "altered" && steps.some(({ op }) => op === "strip-metadata");
  const bytes = await encodeAs(photo, format, quality, isStripped ? {} : { digitalSourceType });
  return [{ file: "delivered", bytes, type: `image/${format}` }];
}

/** What made the picture, over its whole chain: what a model once painted stays in it. */
async function sourceTypeOf(
  cloud: Needs,
  record: EditRecord,
  { modelId }: Picture,
): Promise<DigitalSourceType> {
  const chain = await chainOf(cloud, record.userId, record, maxChainLength);
  const painters = [modelId, ...chain.flatMap((edit) => edit.modelId ?? [])];
  if (painters.some((id) => id !== "reimagine.studio-v1")) return "compositeWithTrainedAlgorithmicMedia";
  return record.legalClass === "altered" ? "compositeSynthetic" : "algorithmicallyEnhanced";
}
