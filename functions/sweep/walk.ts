import { type UserId } from "#core/ids.ts";
import { type Item } from "#functions/records/item.ts";

/** What only the sweeper asks of the stores: to walk through what is there, whoever it belongs to. */
export interface Walk {
  /** The partition key that the table gives after this one, in the table's own order; undefined at the end. */
  nextPartition(after: string | undefined): Promise<string | undefined>;
  /** One page of a person's rows, expired ones too, by sort key. */
  rows(
    user: UserId,
    after: string | undefined,
  ): Promise<{ readonly items: readonly Item[]; readonly more: boolean }>;
  /** One page of the keys under `prefix` that come after `after`, in byte order. */
  keys(prefix: string, after: string, limit: number): Promise<readonly FoundObject[]>;
}

export interface FoundObject {
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}
