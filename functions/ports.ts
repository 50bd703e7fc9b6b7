import { type EditStep } from "#core/edit/edit.ts";
import { type BatchId, type EditId, type ImageId, type ListingId, type UserId } from "#core/ids.ts";
import { type Instruction } from "#core/models/instruction.ts";
import { type ModelId } from "#core/models/catalogue.ts";
import { type Item, type ItemKey } from "#functions/records/item.ts";

/**
 * The outside world, in slices. A use case takes the slices it needs and no more.
 * Every method throws {@link OutsideFault} when the world does not answer even after the adapter's own retries.
 */
export interface Cloud {
  readonly records: Records;
  readonly objects: Objects;
  readonly queue: Queue;
  readonly models: Models;
  readonly status: StatusBoard;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
}

/** The world outside did not do its part: a table, bucket or queue was unreachable or refused us. */
export class OutsideFault extends Error {
  override readonly name = "OutsideFault";
}

/** One table. Every write can be conditional, and several writes are done together or not at all. */
export interface Records {
  /** Reads what was last written. */
  get(key: ItemKey): Promise<Item | undefined>;
  /** All of the changes or none. `failed` are the positions of those whose condition did not hold. */
  write(changes: readonly Change[]): Promise<Written>;
  /** One partition, by sort key, newest first, reading what was last written. */
  page(query: PartitionQuery): Promise<Page>;
  /** The index of one image's edits, or one listing's images, newest first; may lag behind by a moment. */
  indexPage(query: IndexQuery): Promise<Page>;
}

export type Change =
  | { readonly kind: "put"; readonly item: Item; readonly when: Condition }
  | { readonly kind: "remove"; readonly key: ItemKey; readonly when: Condition }
  | { readonly kind: "check"; readonly key: ItemKey; readonly when: Condition }
  | {
      /** Adds `by` to a counter, which must then stand at or below `most`, if there is one. */
      readonly kind: "count";
      readonly key: ItemKey;
      readonly by: number;
      readonly most?: number;
      readonly nowMs: number;
      readonly expiresAtSeconds?: number;
    };

/** `version`: nobody has written since it was read. */
export type Condition = "always" | "absent" | "present" | { readonly version: number };

export type Written = { readonly ok: true } | { readonly ok: false; readonly failed: readonly number[] };

interface PartitionQuery {
  readonly PK: string;
  readonly prefix: string;
  readonly limit: number;
  /** Sort key of the last item seen. */
  readonly after?: string | undefined;
}

interface IndexQuery {
  readonly GSI1PK: string;
  readonly limit: number;
  /** The last item seen. */
  readonly after?: { readonly PK: string; readonly SK: string; readonly GSI1SK: string } | undefined;
}

export interface Page {
  readonly items: readonly Item[];
  /** There may be more behind the last item. */
  readonly more: boolean;
}

interface ObjectFacts {
  readonly sizeBytes: number;
  readonly contentType: string;
  /** Changes with the bytes, and only with them. */
  readonly etag: string;
  /** Of an upload: the request that allowed it. */
  readonly correlationId?: string | undefined;
}

/** One bucket. */
export interface Objects {
  head(key: string): Promise<ObjectFacts | undefined>;
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  copy(from: string, to: string): Promise<"copied" | "missing">;
  /** Removing what is not there is fine. */
  remove(keys: readonly string[]): Promise<void>;
  /** Up to 1000 keys. */
  list(prefix: string): Promise<readonly string[]>;
  presignGet(key: string, asked: GetPermit): Promise<string>;
  presignPost(key: string, asked: PostPermit): Promise<{ url: string; fields: Record<string, string> }>;
}

export interface GetPermit {
  readonly seconds: number;
  readonly contentType?: string;
  /** The whole Content-Disposition header. */
  readonly disposition?: string;
}

interface PostPermit {
  readonly seconds: number;
  readonly contentType: string;
  readonly minBytes: number;
  readonly maxBytes: number;
}

/** Work that is done later, at least once. */
export interface Queue {
  send(message: WorkMessage): Promise<void>;
}

export type WorkMessage =
  | { readonly kind: "run-edit"; readonly userId: UserId; readonly editId: EditId }
  | { readonly kind: "run-batch"; readonly userId: UserId; readonly batchId: BatchId }
  | { readonly kind: "prepare-image"; readonly userId: UserId; readonly imageId: ImageId }
  | { readonly kind: "analyze-image"; readonly userId: UserId; readonly imageId: ImageId }
  | {
      readonly kind: "delete-listing";
      readonly userId: UserId;
      readonly listingId: ListingId;
      readonly images: "keep" | "delete";
    }
  | { readonly kind: "delete-data"; readonly userId: UserId }
  /** Comes from a clock, every hour. */
  | { readonly kind: "sweep" };

/** Why a model gave no answer. What each means for the next try stands in functions/edit/draw.ts. */
export type ModelFault =
  | "busy" // throttled, not ready, or the service is failing: another try may work
  | "crowded" // our own requests a minute are used up: ask another model
  | "timeout" // no answer within the deadline
  | "broken" // the model itself failed
  | "filtered-words" // it declined the words or the photo: trying again gives the same
  | "filtered-result" // it declined its own picture: another seed may pass
  | "quota" // AWS lets this account no further: ask another model, and somebody to raise it
  | "no-access" // not granted, or its subscription is still being made: ask another model
  | "retired" // gone, or going and closed to us: ask another model, and somebody to replace it
  | "rejected" // it cannot take this request, which is our mistake: ask another model
  | "unavailable"; // for a reason nobody has named: ask another model

export interface Fault {
  readonly kind: "fault";
  readonly fault: ModelFault;
  /** For the log: the service's own words. */
  readonly detail: string;
}

export interface DrawCall {
  readonly modelId: ModelId;
  readonly instruction: Exclude<Instruction, { task: "studio" }>;
  /** JPEG; only a picture drawn from words alone has none. */
  readonly image?: Uint8Array | undefined;
  /** PNG, one channel, white = edit, the size of the image. */
  readonly mask?: Uint8Array | undefined;
  readonly seed: number;
  readonly deadlineMs: number;
}

export interface LookCall {
  readonly modelId: ModelId;
  /** JPEG. */
  readonly image: Uint8Array;
  readonly deadlineMs: number;
}

export interface EmbedCall {
  readonly modelId: ModelId;
  /** A picture to be found, as JPEG, or the words somebody looks for one with. */
  readonly of: { readonly image: Uint8Array } | { readonly words: string };
  readonly deadlineMs: number;
}

export interface PlanCall {
  readonly modelId: ModelId;
  /** Which tools it may answer with: core/batch/tools.ts or core/renovation/tool.ts. */
  readonly toolset: "batch" | "renovation";
  /** What is to be planned, as the module of the tools describes it. */
  readonly words: string;
  readonly deadlineMs: number;
}

/** One call, no retries: what to do about a fault is decided by the use case. */
export interface Models {
  draw(call: DrawCall): Promise<{ readonly kind: "drawn"; readonly image: Uint8Array } | Fault>;
  /** `answer` is what the forced tool was called with, unchecked. */
  look(call: LookCall): Promise<{ readonly kind: "seen"; readonly answer: unknown } | Fault>;
  /** `input` is what one of the tools was called with, unchecked. */
  plan(
    call: PlanCall,
  ): Promise<{ readonly kind: "planned"; readonly tool: string; readonly input: unknown } | Fault>;
  /** A vector of core's `embeddingLength`, to be compared with vectors of the same model only. */
  embed(call: EmbedCall): Promise<{ readonly kind: "embedded"; readonly vector: readonly number[] } | Fault>;
}

export interface StatusNews {
  readonly owner: UserId;
  readonly kind: "image" | "edit";
  readonly imageId: ImageId;
  readonly editId?: EditId;
  readonly status: string;
  readonly step?: EditStep | undefined;
  readonly updatedAt: string;
}

/** Tells the owner's devices that something moved. */
export interface StatusBoard {
  publish(news: StatusNews): Promise<void>;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

export interface Chance {
  /** 0 ≤ x < 1. */
  next(): number;
  bytes(count: number): Uint8Array;
}

export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;

/** No personal data, no tokens, no signed addresses: ids and facts. */
export interface Log {
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  error(event: string, error: unknown, facts?: LogFacts): void;
}
