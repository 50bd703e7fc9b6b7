import { type ListingId, type RequestId, type UserId } from "#core/ids.ts";
import { type UploadType } from "#core/image/format.ts";
import { backoffMs, maxRetries } from "#core/limits/times.ts";
import { unreachable } from "#core/unreachable.ts";

/** What stood in the way, as the person reads it. */
export interface Reason {
  readonly message: string;
  readonly remedy: string;
}

/** A photo as it will be sent. */
export interface Prepared {
  readonly bytes: Blob;
  readonly contentType: UploadType;
  /** SHA-256 of the photo as it was taken, hex: the same photo is known again however it is reduced. */
  readonly hash: string;
  /** Set when it was made smaller on this phone: the bytes it had. */
  readonly reducedFromBytes: number | undefined;
}

/** What a photo was taken for. Nothing, for one that was shared into the app. */
export interface TakenFor {
  /** The property; undefined for a photo that belongs to none yet. */
  readonly listingId?: ListingId | undefined;
  /** A room, in the words of the shot list. */
  readonly room?: string | undefined;
}

/** A photo on this phone that is not sent yet. It leaves by success, or by its owner's hand. */
export interface Job extends TakenFor {
  readonly id: string;
  readonly requestId: RequestId;
  /** Whose photo it is; undefined until somebody signs in (shared into the app while signed out). */
  readonly owner: UserId | undefined;
  /** The photo as it was taken, never replaced. */
  readonly photo: Blob;
  readonly name: string;
  readonly addedAtMs: number;
  readonly prepared: Prepared | undefined;
  readonly standing: Standing;
}

type Standing =
  | { readonly state: "due" }
  /** Will be tried again by itself. `failures` in a row so far. */
  | {
      readonly state: "waiting";
      readonly failures: number;
      readonly retryAtMs: number;
      readonly reason: Reason;
    }
  /** Needs the person. `spent`: the backend has judged this request id, another try needs another. */
  | { readonly state: "stopped"; readonly reason: Reason; readonly spent: boolean };

export type JobEvent =
  | { readonly type: "prepared"; readonly prepared: Prepared }
  /** Nothing reached the other side: as often as it takes. */
  | { readonly type: "no-signal"; readonly reason: Reason; readonly nowMs: number; readonly chance: number }
  /** The other side would not take it now: a few times, or when it said. */
  | {
      readonly type: "turned-away";
      readonly reason: Reason;
      readonly nowMs: number;
      readonly chance: number;
      readonly afterSeconds?: number;
    }
  /** The other side, or this phone, will never take it as it is. */
  | { readonly type: "refused"; readonly reason: Reason; readonly spent: boolean }
  | { readonly type: "try-again"; readonly requestId: RequestId }
  | { readonly type: "claimed"; readonly owner: UserId };

const firstWaitMs = 2000;
const longestWaitMs = 5 * 60 * 1000;

/** What becomes of a job. Pure: the queue keeps what comes out before it goes on. */
export function advance(job: Job, event: JobEvent): Job {
  switch (event.type) {
    case "prepared":
      return { ...job, prepared: event.prepared };
    case "no-signal":
      return { ...job, standing: wait(job, event.reason, event.nowMs, event.chance) };
    case "turned-away": {
      if (event.afterSeconds !== undefined) {
        const retryAtMs = event.nowMs + event.afterSeconds * 1000;
        return { ...job, standing: { state: "waiting", failures: 0, retryAtMs, reason: event.reason } };
      }
      const isPatient = failuresOf(job) < maxRetries;
      return isPatient
        ? { ...job, standing: wait(job, event.reason, event.nowMs, event.chance) }
        : { ...job, standing: { state: "stopped", reason: event.reason, spent: false } };
    }
    case "refused":
      return { ...job, standing: { state: "stopped", reason: event.reason, spent: event.spent } };
    case "try-again": {
      const isSpent = job.standing.state === "stopped" && job.standing.spent;
      return {
        ...job,
        requestId: isSpent ? event.requestId : job.requestId,
        standing: { state: "due" },
      };
    }
    case "claimed":
      return job.owner === undefined ? { ...job, owner: event.owner } : job;
    default:
      return unreachable(event);
  }
}

/** @param impatient the network is back or the person is looking: waits are skipped, except those the backend set */
export function isDue({ standing }: Job, nowMs: number, impatient: boolean): boolean {
  switch (standing.state) {
    case "due":
      return true;
    case "waiting":
      return standing.retryAtMs <= nowMs || (impatient && standing.failures > 0);
    case "stopped":
      return false;
    default:
      return unreachable(standing);
  }
}

const failuresOf = ({ standing }: Job): number => (standing.state === "waiting" ? standing.failures : 0);

function wait(job: Job, reason: Reason, nowMs: number, chance: number): Standing {
  const failures = failuresOf(job);
  const retryAtMs = nowMs + firstWaitMs / 2 + backoffMs(failures, chance, firstWaitMs, longestWaitMs);
  return { state: "waiting", failures: failures + 1, retryAtMs, reason };
}
