import { type QueryClient } from "@tanstack/react-query";
import { pageSize } from "#core/limits/limits.ts";
import { type Call } from "./api.ts";
import { keys } from "./keys.ts";
import { learn } from "./learn.ts";
import { newestKnown } from "./queries.ts";

/** Overlap with what is known, for changes that were written while the last answer was being read. */
const overlapMs = 10_000;
const mostPages = 10;

/** Asks what has changed since the newest thing this phone knows, and puts it into the lists. */
export async function catchUp(client: QueryClient, call: Call): Promise<void> {
  const { images, edits } = newestKnown(client);
  // Few and small; what has been renamed, added or deleted elsewhere shows only in the whole list.
  void client.invalidateQueries({ queryKey: keys.listings });
  if (images !== undefined) {
    let nextToken: string | undefined;
    for (let page = 0; page < mostPages; page++) {
      const found = await call("listImages", { updatedSince: before(images), limit: pageSize, nextToken });
      learn(client, { images: found.items });
      nextToken = found.nextToken ?? undefined;
      if (nextToken === undefined) break;
    }
  }
  if (edits !== undefined) {
    let nextToken: string | undefined;
    for (let page = 0; page < mostPages; page++) {
      const found = await call("getEditHistory", { updatedSince: before(edits), limit: pageSize, nextToken });
      learn(client, { edits: found.items });
      nextToken = found.nextToken ?? undefined;
      if (nextToken === undefined) break;
    }
  }
}

const before = (time: string): string => new Date(Date.parse(time) - overlapMs).toISOString();
