import { editRecord } from "#core/edit/edit-record.ts";
import { imageRecord } from "#core/image/image.ts";
import { isExpired, type Item } from "#functions/records/item.ts";
import { type World } from "#test/functions/fakes/world.ts";

const usual = ["result.png", "result.jpg", "working.webp", "thumb.webp"];

/**
 * The law: every record has its objects and every object its record, and what they keep is counted. Written from DESIGN.md section 5 and not from the
 * code that keeps it.
 * @returns what breaks it; empty when nothing does
 */
export const brokenIn = ({ records, objects, time }: World): readonly string[] =>
  brokenAmong([...records.rows.values()], objects.keys(), time.nowMs);

export function brokenAmong(
  items: readonly Pick<Item, "PK" | "SK" | "EntityType" | "Data" | "TTL" | "Count">[],
  all: readonly string[],
  nowMs: number,
): readonly string[] {
  const keys = new Set(all);
  const owned = new Set<string>();
  const broken: string[] = [];
  const needs = (what: string, key: string): void => {
    owned.add(key);
    if (!keys.has(key)) broken.push(`${what} has no ${key}`);
  };
  const rows = items.filter((row) => !isExpired(row, nowMs));
  /** Bytes kept less bytes counted, by partition. */
  const uncounted = new Map<string, number>();
  const weigh = (PK: string, bytes: number): void => void uncounted.set(PK, (uncounted.get(PK) ?? 0) + bytes);
  for (const { PK, SK, EntityType, Data, Count } of rows) {
    if (SK === "STORAGE") weigh(PK, -(Count ?? 0));
    if (EntityType === "ImageMetadata") {
      const image = imageRecord.parse(Data);
      if (image.state !== "refused") weigh(PK, image.fileSize);
      const id = `${image.userId}/${image.imageId}`;
      if (image.state === "announced") broken.push(`${id} is still announced`);
      if (image.state === "preparing") broken.push(`${id} is still preparing`);
      if (image.state !== "ready") continue;
      needs("image", `uploads/${id}`);
      needs("image", `working/${id}.webp`);
      needs("image", `thumbs/${id}.webp`);
    }
    if (EntityType === "EditRecord") {
      const edit = editRecord.parse(Data);
      if (edit.status === "completed") weigh(PK, edit.resultBytes ?? 0);
      const id = `${edit.userId}/${edit.editId}`;
      const files = edit.ask.editType === "recipe" ? [...usual, "delivered"] : usual;
      if (edit.status === "pending" || edit.status === "processing")
        broken.push(`${id} is still ${edit.status}`);
      if (edit.maskKey && edit.status !== "corrupted") needs("edit", edit.maskKey);
      if (![...rows].some((row) => row.SK === `IMAGE#${edit.imageId}`)) broken.push(`${id} has no image`);
      const room =
        edit.status === "preview" ? "previews" : edit.status === "completed" ? "results" : undefined;
      // An accept that was cut off leaves copies which the preview's own end takes along.
      if (room === "previews") for (const file of files) owned.add(`results/${id}/${file}`);
      if (room) for (const file of files) needs("edit", `${room}/${id}/${file}`);
    }
    if (EntityType === "ListingRecord" && Data["isLeaving"] === true)
      broken.push("a listing is still leaving");
    if (EntityType === "Deletion") broken.push("a person is still being deleted");
  }
  for (const [PK, bytes] of uncounted)
    if (bytes !== 0) broken.push(`${PK} keeps ${bytes} bytes more than are counted`);
  for (const key of keys) if (!owned.has(key)) broken.push(`${key} is nobody's`);
  return broken;
}
