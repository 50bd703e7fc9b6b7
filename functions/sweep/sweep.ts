import * as z from "zod/mini";
import { userId, type UserId } from "#core/ids.ts";
import { bucketRooms, readObjectKey } from "#core/keys.ts";
import { type Item, type ItemKey } from "#functions/records/item.ts";
import { sweepPerson, type SweepNeeds } from "#functions/sweep/sweep-person.ts";
import { type Walk } from "#functions/sweep/walk.ts";

/** Where the walk through all people is: in the table first, then in each room of the bucket, for those without rows. */
const place = z.object({ room: z.optional(z.enum(bucketRooms)), after: z.optional(z.string()) });
type Place = z.infer<typeof place>;

export interface Swept {
  readonly people: number;
  readonly repairs: number;
  /** Everybody has been looked at once since the last time this was true. */
  readonly finished: boolean;
}

/**
 * Goes from person to person, repairs or removes what interrupted steps left, and goes on the next time where `budgetMs`
 * ran out. One person's broken record stops nobody else's sweep.
 */
export async function sweep(cloud: SweepNeeds, walk: Walk, budgetMs: number): Promise<Swept> {
  const until = cloud.clock.now() + budgetMs;
  let here = await readPlace(cloud);
  let people = 0;
  let repairs = 0;
  while (cloud.clock.now() < until) {
    const step = await next(walk, here);
    if (step === undefined) {
      await writePlace(cloud, {});
      return { people, repairs, finished: true };
    }
    here = step.place;
    if (step.user === undefined) continue;
    people += 1;
    try {
      repairs += (await sweepPerson(cloud, walk, step.user)).length;
    } catch (error) {
      cloud.log.error("person-not-swept", error, { userId: step.user });
    }
  }
  await writePlace(cloud, here);
  return { people, repairs, finished: false };
}

async function next(
  walk: Walk,
  { room, after }: Place,
): Promise<{ readonly place: Place; readonly user: UserId | undefined } | undefined> {
  if (room === undefined) {
    const PK = await walk.nextPartition(after);
    if (PK === undefined) return { place: { room: bucketRooms[0] }, user: undefined };
    const user = userId.safeParse(PK.startsWith("USER#") ? PK.slice("USER#".length) : undefined);
    return { place: { after: PK }, user: user.data };
  }
  const [found] = await walk.keys(`${room}/`, after ?? "", 1);
  if (found === undefined) {
    const following = bucketRooms[bucketRooms.indexOf(room) + 1];
    return following && { place: { room: following }, user: undefined };
  }
  const user = userId.safeParse(readObjectKey(found.key)?.user);
  // Not a key of ours: somebody put it there by hand, and it is not ours to judge.
  if (!user.success) return { place: { room, after: found.key }, user: undefined };
  const behindAllOfTheirs = `${room}/${user.data}/~`;
  const isKnown = (await walk.rows(user.data, undefined)).items.length > 0;
  return { place: { room, after: behindAllOfTheirs }, user: isKnown ? undefined : user.data };
}

const placeKey: ItemKey = { PK: "SWEEP", SK: "PLACE" };

async function readPlace({ records }: SweepNeeds): Promise<Place> {
  return place.parse((await records.get(placeKey))?.Data ?? {});
}

async function writePlace({ records, clock }: SweepNeeds, here: Place): Promise<void> {
  const nowMs = clock.now();
  const item: Item = {
    ...placeKey,
    EntityType: "SweepPlace",
    Data: { ...here },
    CreatedAt: nowMs,
    UpdatedAt: nowMs,
    Version: 1,
  };
  await records.write([{ kind: "put", item, when: "always" }]);
}
