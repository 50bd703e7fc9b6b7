const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** DESIGN.md section 11, in milliseconds. */
export const times = {
  modelDeadlineMs: 60 * second,
  presignedGetMs: hour,
  presignedPostMs: 5 * minute,
  suggestionsFreshMs: 5 * minute,
  previewKeptMs: day,
  batchKeptMs: day,
  /** An image that was announced but whose bytes never came. */
  uploadAbandonedMs: day,
  hourMs: hour,
} as const;

export const maxRetries = 3;

/** A queued message is worked on at most this often. The delivery after the last gives it up, so the queue allows one more. */
export const maxDeliveries = 3;

/**
 * Exponential backoff with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter", 2015).
 * @param attempt 0 for the first retry
 * @param chance  0 ≤ chance < 1
 * @returns milliseconds to wait, 0 up to min(capMs, baseMs · 2^attempt)
 */
export function backoffMs(attempt: number, chance: number, baseMs = 400, capMs = 20_000): number {
  return Math.floor(chance * Math.min(capMs, baseMs * 2 ** attempt));
}
