import { type Item } from "#functions/records/item.ts";
import { type awsStores } from "#functions/aws/cloud.ts";
import { editHistory } from "#functions/history/edit-history.ts";
import { newEditId } from "#functions/ids.ts";
import { type Cloud, type Page, type Records } from "#functions/ports.ts";
import { type Call } from "#local/cli/api.ts";
import { type UserId } from "#core/ids.ts";
import { median } from "#test/load/figures.ts";

type Stores = ReturnType<typeof awsStores>;

/** What one first page of the history costs somebody with so many edits. */
export interface PageCost {
  /** Strongly consistent reads of up to 4 KB each, as DynamoDB bills them. */
  readonly readUnits: number;
  /** Looks into the bucket. */
  readonly heads: number;
  /** Median over the API, milliseconds. */
  readonly ms: number;
}

const pageLength = 10;
const rounds = 41;

/** Gives a person this many edits altogether, all like the one kept edit they have. */
export async function fillHistory({ records, clock, chance }: Stores, user: UserId, count: number) {
  const PK = `USER#${user}`;
  const { items } = await records.page({ PK, prefix: "EDIT#", limit: 1 });
  const [model] = items;
  if (model === undefined) throw new Error("somebody without an edit has none to copy");
  const copies = Array.from({ length: count - 1 }, (): Item => {
    const editId = newEditId({ clock, chance });
    const SK = `EDIT#${editId}`;
    return { ...model, SK, GSI1SK: SK, Data: { ...model.Data, editId, variantOf: editId } };
  });
  for (let at = 0; at < copies.length; at += 50)
    await records.write(
      copies.slice(at, at + 50).map((item) => ({ kind: "put", item, when: "always" }) as const),
    );
}

/** Asks for both in turn, so that whatever else the machine does is done to both alike. */
export async function pageCosts(
  stores: Stores,
  people: readonly { readonly userId: UserId; readonly call: Call }[],
): Promise<readonly PageCost[]> {
  const took = people.map((): number[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [at, { call }] of people.entries()) {
      const startedMs = performance.now();
      const { items } = await call("getEditHistory", { limit: pageLength });
      if (items.length !== pageLength) throw new Error(`a page held ${items.length} edits`);
      took[at]?.push(performance.now() - startedMs);
    }
  return Promise.all(
    people.map(async ({ userId }, at) => ({
      ...(await readsOf(stores, userId)),
      ms: median(took[at] ?? []),
    })),
  );
}

async function readsOf(stores: Stores, user: UserId): Promise<Omit<PageCost, "ms">> {
  let readUnits = 0;
  let heads = 0;
  const counted = (page: Page): Page => {
    readUnits += unitsOf(page.items);
    return page;
  };
  const records: Records = {
    ...stores.records,
    get: async (key) => {
      const found = await stores.records.get(key);
      readUnits += unitsOf(found ? [found] : []);
      return found;
    },
    page: async (query) => counted(await stores.records.page(query)),
    indexPage: async (query) => counted(await stores.records.indexPage(query)),
  };
  const objects: Cloud["objects"] = {
    ...stores.objects,
    head: (key) => {
      heads += 1;
      return stores.objects.head(key);
    },
  };
  const page = await editHistory({ ...stores, records, objects }, user, { limit: pageLength });
  if (!page.ok) throw new Error(`the history was refused: ${page.problem.kind}`);
  return { readUnits, heads };
}

/** DynamoDB Developer Guide, "Capacity unit consumption": the sizes of all items of one read, by steps of 4 KB. */
const unitsOf = (items: readonly Item[]): number =>
  Math.max(
    1,
    Math.ceil(items.reduce((sum, item) => sum + Buffer.byteLength(JSON.stringify(item)), 0) / 4096),
  );
