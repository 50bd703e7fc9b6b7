import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { type EditId, type ImageId, requestId, userId, type UserId } from "#core/ids.ts";
import { type ImageRecord } from "#core/image/image.ts";
import { objectKeys } from "#core/keys.ts";
import { type ListingView } from "#core/api/views.ts";
import { type Plan } from "#core/limits/plans.ts";
import { times } from "#core/limits/times.ts";
import { seededRandom } from "#engine/random.ts";
import { createListing } from "#functions/listing/create-listing.ts";
import { requestEdit } from "#functions/edit/request-edit.ts";
import { type Studio } from "#functions/edit/studio.ts";
import { workOff } from "#functions/edit/work-off.ts";
import {
  type Cloud,
  type DrawCall,
  type LookCall,
  type Models,
  type PlanCall,
  OutsideFault,
  type StatusNews,
  type WorkMessage,
} from "#functions/ports.ts";
import { runAnalysis } from "#functions/image/analyze.ts";
import { type Walk } from "#functions/sweep/walk.ts";
import { createUpload } from "#functions/upload/create-upload.ts";
import { prepareImage } from "#functions/upload/prepare-image.ts";
import { type MemoryObjects, memoryObjects } from "#test/functions/fakes/memory-objects.ts";
import { type MemoryRecords, memoryRecords } from "#test/functions/fakes/memory-records.ts";
import { memoryWalk } from "#test/functions/fakes/memory-walk.ts";
import { paperStudio } from "#test/functions/fakes/paper-studio.ts";

/** The outside world in memory, with its insides open to the test. */
export interface World extends Cloud {
  readonly walk: Walk;
  readonly records: MemoryRecords;
  readonly objects: MemoryObjects;
  readonly sent: { readonly id: string; readonly message: WorkMessage }[];
  readonly news: StatusNews[];
  readonly drawCalls: DrawCall[];
  readonly lookCalls: LookCall[];
  readonly planCalls: PlanCall[];
  readonly logged: string[];
  /** What the models answer; none is reachable unless a test says so. */
  script: { draw: Models["draw"]; look: Models["look"]; plan: Models["plan"] };
  time: { nowMs: number };
}

const noModel = { kind: "fault", fault: "unavailable", detail: "no such model in this test" } as const;

export function aWorld(seed = 1): World {
  const time = { nowMs: Date.UTC(2026, 10, 21, 9, 12) };
  const random = seededRandom(seed);
  const sent: World["sent"] = [];
  const news: StatusNews[] = [];
  const drawCalls: DrawCall[] = [];
  const lookCalls: LookCall[] = [];
  const planCalls: PlanCall[] = [];
  const logged: string[] = [];
  const script: World["script"] = {
    draw: async () => noModel,
    look: async () => noModel,
    plan: async () => noModel,
  };
  const stores = { records: memoryRecords(), objects: memoryObjects() };
  return {
    ...stores,
    walk: memoryWalk(stores),
    queue: { send: async (message) => void sent.push({ id: randomUUID(), message }) },
    models: {
      draw: (call) => {
        drawCalls.push(call);
        return script.draw(call);
      },
      look: (call) => {
        lookCalls.push(call);
        return script.look(call);
      },
      plan: (call) => {
        planCalls.push(call);
        return script.plan(call);
      },
      embed: async () => noModel,
    },
    status: { publish: async (item) => void news.push(item) },
    clock: {
      now: () => (time.nowMs += 1),
      sleep: async (ms) => {
        time.nowMs += ms;
      },
    },
    chance: {
      next: random,
      bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256)),
    },
    log: {
      info: (event) => void logged.push(event),
      warn: (event) => void logged.push(event),
      error: (event, error) => void logged.push(`${event}: ${String(error)}`),
    },
    sent,
    news,
    drawCalls,
    lookCalls,
    planCalls,
    logged,
    script,
    time,
  };
}

/**
 * A world for real stores: they forget what has expired by the machine's clock, and date by it. It stands at the beginning of
 * an hour, so that all of a deed is counted in one.
 */
export function aWorldOfToday(): World {
  const world = aWorld();
  world.time.nowMs = Math.ceil(Date.now() / times.hourMs) * times.hourMs;
  return world;
}

/** A slice that is out of reach for as long as `isDown` says. */
export function breaking<P extends object>(port: P, methods: readonly (keyof P)[], isDown: () => boolean): P {
  const guarded = Object.fromEntries(
    methods.map((name) => [
      name,
      async (...args: unknown[]): Promise<unknown> => {
        if (isDown()) throw new OutsideFault(`${String(name)} is out of reach`);
        // The method is called as it would be: TypeScript cannot pair a name in a list with its arguments.
        return (port[name] as (...given: unknown[]) => Promise<unknown>)(...args);
      },
    ]),
  );
  return { ...port, ...guarded };
}

export const aUser = (): UserId => userId.parse(randomUUID());
export const aRequest = () => requestId.parse(randomUUID());

export const aJpeg = (width = 96, height = 64): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: { r: 90, g: 120, b: 150 } } })
    .composite([
      {
        input: Buffer.from(
          `<svg width="${width}" height="${height}"><rect x="${width / 4}" y="${height / 4}" width="${width / 2}" height="${height / 2}" fill="#c9a77c"/></svg>`,
        ),
      },
    ])
    .jpeg({ quality: 92 })
    .toBuffer();

/** A mask in base64: a white box on black, as shares of the width and height. */
export async function aMask(width = 96, height = 64, share = 0.25): Promise<string> {
  const side = (px: number): number => Math.max(1, Math.round(px * Math.sqrt(share)));
  const png = await sharp({ create: { width, height, channels: 3, background: "#000" } })
    .composite([
      {
        input: { create: { width: side(width), height: side(height), channels: 3, background: "#fff" } },
        left: 0,
        top: 0,
      },
    ])
    .png()
    .toBuffer();
  return png.toString("base64");
}

/** Announced, sent and prepared, as a phone does it. */
export async function aReadyImage(
  world: World,
  user: UserId,
  { width = 96, height = 64, plan = "pro" as Plan } = {},
): Promise<ImageRecord> {
  const image = await anAnnouncedImage(world, user, plan);
  await world.objects.put(objectKeys.upload(user, image), await aJpeg(width, height), "image/jpeg");
  const prepared = await prepareImage(world, user, image);
  if (!prepared?.ok) throw new Error(`the image is ${prepared?.problem.kind ?? "gone"}`);
  return prepared.value;
}

export async function anAnnouncedImage(world: World, user: UserId, plan: Plan = "pro"): Promise<ImageId> {
  const asked = await createUpload(
    world,
    { userId: user, plan },
    { requestId: aRequest(), fileName: "Küche 1.JPG", contentType: "image/jpeg", sizeBytes: 1000 },
  );
  if (!asked.ok || !asked.value.image) throw new Error("the upload was refused");
  return asked.value.image.imageId;
}

export async function aListing(world: World, user: UserId, more: object = {}): Promise<ListingView> {
  const made = await createListing(world, user, { requestId: aRequest(), name: "Elm Road 3", ...more });
  if (!made.ok) throw new Error(`the listing was refused: ${made.problem.kind}`);
  return made.value;
}

type Ask = Parameters<typeof requestEdit>[2];

export const anAsk = (imageId: ImageId, more: Partial<Ask> = {}): Ask => ({
  requestId: aRequest(),
  imageId,
  editType: "enhance",
  params: { autoAdjust: false, brightness: 10 },
  ...more,
});

/** Asked for and worked off, up to its preview. */
export async function aPreview(
  world: World,
  user: UserId,
  imageId: ImageId,
  more: Partial<Ask> = {},
  studio: Studio = paperStudio(),
): Promise<EditId> {
  const asked = await requestEdit(world, { userId: user, plan: "pro" }, anAsk(imageId, more));
  if (!asked.ok) throw new Error(`the edit was refused: ${asked.problem.kind} ${asked.problem.message}`);
  await workAll(world, studio);
  return asked.value.editId;
}

/** Delivers every message that is in the queue, once. @returns how many failed */
export async function workAll(world: World, studio: Studio = paperStudio()): Promise<number> {
  let failures = 0;
  for (const { id, message } of world.sent.splice(0)) {
    const { batchItemFailures } = await workOff(world, studio, delivered(message, id));
    failures += batchItemFailures.length;
  }
  return failures;
}

export const delivered = (message: object, messageId: string = randomUUID(), count = 1): object => ({
  Records: [
    { messageId, body: JSON.stringify(message), attributes: { ApproximateReceiveCount: String(count) } },
  ],
});

export const look = (world: World, user: UserId, image: ImageId, studio: Studio = paperStudio()) =>
  runAnalysis(world, studio, user, image);
