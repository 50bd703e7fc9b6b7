import { type UserId } from "#core/ids.ts";
import { maxFileNameLength } from "#core/limits/limits.ts";
import { newRequestId } from "#src/backend/request-id.ts";
import { type Job, type TakenFor } from "./job.ts";

/** A photo as it comes in: from the camera, the picker, a drop, a paste, another app. Nothing is read of it yet. */
export function newJob(
  file: File,
  owner: UserId | undefined,
  nowMs: number,
  { listingId, room }: TakenFor = {},
): Job {
  const requestId = newRequestId();
  return {
    id: requestId,
    requestId,
    owner,
    photo: file,
    name: (file.name.trim() || `photo-${new Date(nowMs).toISOString().slice(0, 19)}.jpg`).slice(
      -maxFileNameLength,
    ),
    addedAtMs: nowMs,
    listingId,
    room,
    prepared: undefined,
    standing: { state: "due" },
  };
}
