import { GetObjectCommand } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { type OperationName, operations } from "#core/api/operations.ts";
import { onStatusDocument, publishStatusDocument } from "#core/api/status-documents.ts";
import { type BatchId, type EditId, type ImageId, type ListingId, type RecipeId } from "#core/ids.ts";
import { objectKeys } from "#core/keys.ts";
import { openSigningKey } from "#local/cognito/signing-key.ts";
import { bucketName } from "#local/config.ts";
import { freshDir } from "#test/local/support/stores.ts";
import {
  aBatch,
  aListing,
  anEdit,
  anUpload,
  aRecipe,
  claimsOf,
  type IsolationCloud,
  isolationCloud,
  type Person,
  soon,
} from "#test/contract/isolation-cloud.ts";

/** Variables that name something somebody owns. */
const references = [
  "imageId",
  "editId",
  "parentEditId",
  "regenerates",
  "listingId",
  "coverImageId",
  "batchId",
  "recipeId",
] as const;
/** Variables that name nothing: an operation with a variable in neither list has no rule yet. */
const plain =
  "requestId fileName contentType sizeBytes editType params seed limit nextToken updatedSince confirmation format name rooms isSample version images room command steps".split(
    " ",
  );
/** Many at once, each with an outcome of its own. */
const lists = ["imageIds"];
/** A photo is never refused for its listing: it has a test of its own. */
const forgiving: readonly OperationName[] = ["createUpload"];

type Reference = (typeof references)[number];

interface Things {
  readonly imageId: ImageId;
  /** Kept. */
  readonly editId: EditId;
  /** Holds the image. */
  readonly listingId: ListingId;
  /** Of the image, with nothing to wait for. */
  readonly batchId: BatchId;
  readonly recipeId: RecipeId;
}

/** One good call of each operation on somebody's own things. A new operation does not compile without one. */
const calls = {
  createUpload: () => anUpload(),
  completeUpload: ({ imageId }) => ({ imageId }),
  analyzeImage: ({ imageId }) => ({ imageId }),
  requestEdit: ({ imageId }) => anEdit(imageId),
  acceptEdit: ({ editId }) => ({ editId }),
  cancelEdit: ({ editId }) => ({ editId }),
  deleteEdit: ({ editId }) => ({ editId }),
  deleteImage: ({ imageId }) => ({ imageId }),
  updateImage: ({ imageId }) => ({ imageId, room: "Kitchen" }),
  moveImages: ({ imageId, listingId }) => ({ imageIds: [imageId], listingId }),
  createListing: () => aListing(),
  updateListing: ({ listingId, imageId }, by?) =>
    by === "coverImageId" ? { listingId, coverImageId: imageId } : { listingId, name: "Elm Road 4" },
  deleteListing: ({ listingId }) => ({ listingId, images: "delete" }),
  getListing: ({ listingId }) => ({ listingId }),
  listListings: () => ({}),
  deleteMyData: () => ({ confirmation: "no" }),
  getImage: ({ imageId }) => ({ imageId }),
  listImages: () => ({}),
  getEdit: ({ editId }) => ({ editId }),
  getEditHistory: ({ imageId }) => ({ imageId }),
  planBatch: ({ imageId }) => ({ imageIds: [imageId], steps: aBatch(imageId).steps }),
  startBatch: ({ imageId }) => aBatch(imageId),
  cancelBatch: ({ batchId }) => ({ batchId }),
  retryBatch: ({ batchId }) => ({ batchId }),
  undoBatch: ({ batchId }) => ({ batchId }),
  getBatch: ({ batchId }) => ({ batchId }),
  listBatches: () => ({}),
  saveRecipe: () => aRecipe(),
  listRecipes: () => ({}),
  getAllowances: () => ({}),
  deleteRecipe: ({ recipeId }) => ({ recipeId }),
  getDownload: ({ imageId, editId }, by?) =>
    by === "editId" ? { editId, format: "lossless" } : { imageId, format: "original" },
} as const satisfies Readonly<Record<OperationName, (things: Things, by?: Reference) => object>>;

// The table's keys are its operations' names.
const names = Object.keys(operations) as readonly OperationName[];
const variablesOf = (name: OperationName): readonly string[] => Object.keys(operations[name].input.shape);
const referencesOf = (name: OperationName) =>
  references
    .filter((field) => variablesOf(name).includes(field) && !forgiving.includes(name))
    .map((field) => ({ name, field }));

let world: IsolationCloud;
let owner: Person;
let stranger: Person;
let viewer: Person;
let owned: Things;
let foreign: Things;

beforeAll(async () => {
  world = await isolationCloud({ owner: ["CREATORS"], stranger: ["ADMINS"], viewer: ["VIEWERS"] });
  [owner, stranger, viewer] = [
    await world.signIn("owner"),
    await world.signIn("stranger"),
    await world.signIn("viewer"),
  ];
  owned = await things(owner);
  foreign = await things(stranger);
}, 240_000);
afterAll(() => world?.stop());

async function things(person: Person): Promise<Things> {
  const imageId = await world.aReadyImage(person);
  const editId = await world.aPreview(person, imageId);
  await world.run("acceptEdit", { editId }, person);
  const { listing } = await world.run("createListing", aListing(), person);
  if (!listing) throw new Error("the listing was refused");
  await world.run("moveImages", { imageIds: [imageId], listingId: listing.listingId }, person);
  const { batch } = await world.run("startBatch", aBatch(imageId), person);
  const { recipe } = await world.run("saveRecipe", aRecipe(), person);
  if (!batch || !recipe) throw new Error("the batch or the recipe was refused");
  return {
    imageId,
    editId,
    listingId: listing.listingId,
    batchId: batch.batchId,
    recipeId: recipe.recipeId,
  };
}

describe("the API's operations", () => {
  it("are all in the rules of this test, variables too", () => {
    const unruled = names.flatMap((name) =>
      variablesOf(name).filter((field) => ![...references, ...plain, ...lists].includes(field)),
    );
    expect(unruled).toEqual([]);
  });

  it("are all that the deployed schema has, but for the status channel", () => {
    const rules: unknown = JSON.parse(
      readFileSync(join(import.meta.dirname, "../../amplify/data/rules.json"), "utf8"),
    );
    const fields = Object.keys(Object(rules)).map((key) => key.split(".")[1] ?? "");
    expect(fields.toSorted()).toEqual([...names, "onStatus", "publishStatus"].toSorted());
  });
});

describe("another person's things", () => {
  it.each(names.flatMap(referencesOf))(
    "$name answers for a $field of somebody else as for one that never was",
    async ({ name, field }) => {
      const before = await whole(owner);
      const theirs = thingOf(owned, field);
      // What else the call names is the stranger's own, so that nothing but this reference can refuse it.
      const call = (id: string) =>
        world.call(name, { ...calls[name](foreign, field), [field]: id }, stranger.accessToken);
      const real = await call(theirs);
      const guessed = await call(randomUUID());
      expect(real).toEqual(guessed);
      expect(real.body.errors).toBeUndefined();
      expect(real.body.data?.[name]).toMatchObject(
        name === "cancelEdit" ? { deleted: 0 } : { problem: { kind: "not-found" } },
      );
      expect(await whole(owner)).toEqual(before);
    },
  );

  it("moveImages answers for an image of somebody else as for one that never was", async () => {
    const before = await whole(owner);
    const outcomes = async (imageId: string) => {
      const ask = { imageIds: [imageId, foreign.imageId], listingId: foreign.listingId };
      return (await world.run("moveImages", ask, stranger)).outcomes.map(({ image, problem }) => [
        image?.imageId,
        problem,
      ]);
    };
    const real = await outcomes(owned.imageId);
    expect(real).toEqual(await outcomes(randomUUID()));
    expect(real).toEqual([
      [undefined, expect.objectContaining({ kind: "not-found" })],
      [foreign.imageId, null],
    ]);
    expect(await whole(owner)).toEqual(before);
  });

  it("createUpload takes a photo for a listing of somebody else into none", async () => {
    const before = await whole(owner);
    for (const listingId of [owned.listingId, randomUUID()]) {
      const { image, problem } = await world.run("createUpload", { ...anUpload(), listingId }, stranger);
      expect([image?.listingId, problem]).toEqual([null, null]);
    }
    const own = { ...anUpload(), listingId: foreign.listingId };
    expect((await world.run("createUpload", own, stranger)).image?.listingId).toBe(foreign.listingId);
    expect(await whole(owner)).toEqual(before);
  });

  it.each([
    "listImages",
    "getEditHistory",
    "listListings",
    "listBatches",
    "listRecipes",
    "getAllowances",
  ] as const)("%s shows only one's own", async (name) => {
    const { body } = await world.call(name, {}, stranger.accessToken);
    expect(JSON.stringify(body)).not.toContain(owner.userId);
    expect(JSON.stringify(body)).not.toContain(owned.imageId);
    expect(JSON.stringify(body)).not.toContain(owned.listingId);
    expect(JSON.stringify(body)).not.toContain(owned.batchId);
    expect(JSON.stringify(body)).not.toContain(owned.recipeId);
  });

  // After the lists: a batch says back what was named for it.
  it.each(["planBatch", "startBatch"] as const)(
    "%s answers for an image of somebody else as for one that never was",
    async (name) => {
      const before = await whole(owner);
      const said = async (imageId: string) => {
        const ask = name === "planBatch" ? calls.planBatch(foreign) : aBatch(foreign.imageId);
        const { body } = await world.call(
          name,
          { ...ask, imageIds: [imageId, foreign.imageId] },
          stranger.accessToken,
        );
        expect(body.errors).toBeUndefined();
        return JSON.stringify(body.data)
          .replaceAll(imageId, "the image")
          .replaceAll(/"(batchId|createdAt|updatedAt|expiresAt)":"[^"]*"/g, "");
      };
      const real = await said(owned.imageId);
      expect(real).toBe(await said(randomUUID()));
      expect(real).toContain('"kind":"not-found"');
      expect(await whole(owner)).toEqual(before);
    },
  );

  it("startBatch with nothing but images of somebody else is refused", async () => {
    const ask = { ...aBatch(owned.imageId), imageIds: [owned.imageId] };
    expect((await world.run("startBatch", ask, stranger)).problem?.kind).toBe("not-found");
  });

  it("a request id of somebody else is a new request", async () => {
    const ask = anUpload();
    const mine = await world.run("createUpload", ask, owner);
    const other = await world.run("createUpload", ask, stranger);
    expect(other.image?.imageId).not.toBe(mine.image?.imageId);
    expect(other.post?.fields["key"]).toBe(objectKeys.upload(stranger.userId, imageIdOf(other)));
  });

  it("a page token of somebody else, or of another list, opens nothing", async () => {
    await world.run("createUpload", anUpload(), owner);
    const { nextToken } = await world.run("listImages", { limit: 1 }, owner);
    expect(nextToken).toEqual(expect.any(String));
    const refused = { items: [], problem: { kind: "invalid-params", field: "nextToken" } };
    expect(await world.run("listImages", { nextToken }, stranger)).toMatchObject(refused);
    expect(await world.run("getEditHistory", { nextToken }, owner)).toMatchObject(refused);
    const forged = Buffer.from(
      JSON.stringify({ of: stranger.userId, list: "images", after: owned.imageId }),
    ).toString("base64url");
    const { items } = await world.run("listImages", { nextToken: forged }, stranger);
    for (const { thumbUrl } of items) expect(thumbUrl ?? "").not.toContain(owner.userId);
  });
});

function thingOf(things: Things, field: Reference): string {
  if (field === "coverImageId") return things.imageId;
  return field === "parentEditId" || field === "regenerates" ? things.editId : things[field];
}

const imageIdOf = ({ image }: { image?: { imageId: ImageId } | null | undefined }): ImageId => {
  if (!image) throw new Error("there is no image in this answer");
  return image.imageId;
};

/** Everything there is of a person, in both stores. */
const whole = async ({ userId }: Person) => ({
  rows: await world.rowsOf(userId),
  keys: await world.keysOf(userId),
});

describe("someone who is not signed in", () => {
  const key = () => openSigningKey(join(world.dataDir, "cognito"));
  const good = (): object => Object(claimsOf(owner.accessToken));
  const seconds = (): number => Math.floor(Date.now() / 1000);
  const header = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const parts = (): string[] => owner.accessToken.split(".");

  const doors: Readonly<Record<string, () => string | undefined>> = {
    "no token": () => undefined,
    "an empty token": () => "",
    "no token at all": () => "Bearer",
    "an expired token": () => key().signed({ ...good(), exp: seconds() - 1 }),
    "a token of another pool": () => openSigningKey(freshDir()).signed(good()),
    "another pool's issuer": () =>
      key().signed({ ...good(), iss: "https://cognito-idp.us-west-2.amazonaws.com/us-west-2_Other" }),
    "another app's token": () => key().signed({ ...good(), client_id: "anotherclient" }),
    "a tampered payload": () =>
      [parts()[0], header({ ...good(), sub: stranger.userId }), parts()[2]].join("."),
    "a tampered signature": () => {
      const [head, body, signature = ""] = parts();
      return [head, body, `${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`].join(".");
    },
    "an unsigned token": () => [header({ alg: "none", kid: key().kid }), parts()[1], ""].join("."),
    "an id token": () => owner.idToken,
    "a session that never was": () => key().signed({ ...good(), origin_jti: randomUUID() }),
    "a signature with made-up keys": () =>
      "AWS4-HMAC-SHA256 Credential=AKIALOCALFAKE/20261121/us-west-2/appsync/aws4_request, SignedHeaders=host, Signature=00",
  };

  it.each(names)("does not get through %s by any of the doors", async (name) => {
    const open: string[] = [];
    for (const [door, token] of Object.entries(doors)) {
      const { status, body, text } = await world.call(name, calls[name](owned), token());
      const isShut = [401, 403].includes(status) && body.data === undefined;
      const leaks = [owner.userId, "kitchen", bucketName].some((secret) => text.includes(secret));
      if (!isShut || leaks) open.push(`${door}: ${status} ${text}`);
    }
    expect(open).toEqual([]);
  });

  it("would get through with the token that was tampered with", async () => {
    expect((await world.call("getImage", calls.getImage(owned), key().signed(good()))).status).toBe(200);
  });
});

describe("viewers", () => {
  it.each(names.filter((name) => operations[name].kind === "mutation"))("may not %s", async (name) => {
    const { problem } = await world.run(name, calls[name](owned), viewer);
    expect(problem?.kind).toBe("not-allowed");
  });

  it.each(names.filter((name) => operations[name].kind === "query"))("may %s", async (name) => {
    const { problem } = await world.run(name, calls[name](owned), viewer);
    expect(problem?.kind ?? "none").toMatch(/^(none|not-found)$/);
  });
});

describe("the status channel", () => {
  it("tells the owner's news to the owner and to nobody else", async () => {
    const [mine, other] = [await Phone.open(owner.accessToken), await Phone.open(stranger.accessToken)];
    for (const phone of [mine, other]) expect(await phone.subscribe(phone.token)).toBe("start_ack");
    await world.aPreview(owner, owned.imageId);
    await expect.poll(() => mine.heard("data").length, soon).toBeGreaterThanOrEqual(2);
    const own = await world.aPreview(stranger, foreign.imageId);
    await expect.poll(() => JSON.stringify(other.heard("data")), soon).toContain(own);
    expect(JSON.stringify(other.seen)).not.toContain(owner.userId);
    expect(JSON.stringify(other.seen)).not.toContain(owned.imageId);
    expect(JSON.stringify(mine.seen)).not.toContain(stranger.userId);
    mine.close();
    other.close();
  });

  it("refuses a subscription that names another owner", async () => {
    const phone = await Phone.open(stranger.accessToken);
    const query = onStatusDocument.replace("onStatus {", `onStatus(owner: "${owner.userId}") {`);
    expect(query).toContain(owner.userId);
    expect(await phone.subscribe(phone.token, query)).toBe("error");
    phone.close();
  });

  it.each(["nobody", "expired"] as const)("lets %s in neither at the door nor later", async (who) => {
    const claims = { ...Object(claimsOf(owner.accessToken)), exp: 1 };
    const token = who === "nobody" ? "" : openSigningKey(join(world.dataDir, "cognito")).signed(claims);
    const refused = await Phone.open(token);
    expect(refused.heard("connection_error")).toHaveLength(1);
    expect(refused.heard("connection_ack")).toEqual([]);
    const phone = await Phone.open(owner.accessToken);
    expect(await phone.subscribe(token)).toBe("error");
    refused.close();
    phone.close();
  });

  it("takes no news from people, administrators neither", async () => {
    const phone = await Phone.open(owner.accessToken);
    expect(await phone.subscribe(phone.token)).toBe("start_ack");
    const news = {
      owner: owner.userId,
      kind: "edit",
      imageId: owned.imageId,
      editId: owned.editId,
      status: "forged",
      updatedAt: new Date().toISOString(),
    };
    for (const person of [owner, stranger, viewer]) {
      const { body } = await world.ask(
        { query: publishStatusDocument, variables: news },
        { authorization: person.accessToken },
      );
      expect(body.data?.["publishStatus"] ?? null).toBeNull();
      expect(body.errors?.[0]?.errorType).toBe("Unauthorized");
    }
    await world.aPreview(owner, owned.imageId);
    await expect.poll(() => phone.heard("data").length, soon).toBeGreaterThan(0);
    expect(JSON.stringify(phone.seen)).not.toContain("forged");
    phone.close();
  });
});

type Frame = Readonly<Record<string, unknown>>;

/** A phone at AppSync's real-time endpoint. */
class Phone {
  readonly seen: Frame[] = [];
  readonly token: string;
  private readonly socket: WebSocket;

  private constructor(token: string, socket: WebSocket) {
    this.token = token;
    this.socket = socket;
    socket.on("message", (data) => this.seen.push(Object(JSON.parse(String(data)))));
  }

  /** Resolves when the service has let it in or turned it away. */
  static async open(token: string): Promise<Phone> {
    const { awsUrl } = world.cloud;
    const credentials = Buffer.from(JSON.stringify({ host: new URL(awsUrl).host, Authorization: token }));
    const socket = new WebSocket(`${awsUrl.replace("http", "ws")}/graphql/realtime`, [
      "graphql-ws",
      `header-${credentials.toString("base64url")}`,
    ]);
    const phone = new Phone(token, socket);
    await once(socket, "open");
    socket.send(JSON.stringify({ type: "connection_init" }));
    await vi.waitUntil(() => phone.seen.some(({ type }) => String(type).startsWith("connection_")), soon);
    return phone;
  }

  /** @returns the type of the frame that answers */
  async subscribe(token: string, query = onStatusDocument): Promise<unknown> {
    const id = randomUUID();
    const authorization = { host: new URL(world.cloud.awsUrl).host, Authorization: token };
    this.socket.send(
      JSON.stringify({
        id,
        type: "start",
        payload: { data: JSON.stringify({ query, variables: {} }), extensions: { authorization } },
      }),
    );
    const answer = (): Frame | undefined => this.seen.find((frame) => frame["id"] === id);
    await vi.waitUntil(answer, soon);
    return answer()?.["type"];
  }

  heard(type: string): readonly Frame[] {
    return this.seen.filter((frame) => frame["type"] === type);
  }

  close(): void {
    this.socket.close();
  }
}

describe("the bucket", () => {
  const at = (key: string): string => `${world.cloud.s3Url}/${bucketName}/${key}`;
  const original = (): string => objectKeys.upload(owner.userId, owned.imageId);

  it.each(["GET", "HEAD", "PUT", "DELETE"])("refuses %s without a signature", async (method) => {
    const before = await whole(owner);
    const missing = objectKeys.upload(owner.userId, foreign.imageId);
    const answers = [];
    for (const key of [
      original(),
      missing,
      "",
      "?list-type=2",
      `?list-type=2&prefix=uploads/${owner.userId}/`,
    ])
      answers.push((await fetch(at(key), { method, ...(method === "PUT" ? { body: "x" } : {}) })).status);
    // The same whether it is there or not.
    expect(answers).toEqual([403, 403, 403, 403, 403]);
    expect(await whole(owner)).toEqual(before);
  });

  it("opens a signed address for its own key, its own method and its own time only", async () => {
    const { url } = await world.run("getDownload", { imageId: owned.imageId, format: "original" }, owner);
    if (!url) throw new Error("there is no address");
    expect((await fetch(url)).status).toBe(200);
    const signature = /X-Amz-Signature=([0-9a-f])/.exec(url)?.[1] ?? "";
    const tampered = [
      url.replace(owned.imageId, foreign.imageId),
      url.replace(owner.userId, stranger.userId).replace(owned.imageId, foreign.imageId),
      url.replace(/X-Amz-Expires=\d+/, "X-Amz-Expires=604800"),
      url.replace(/X-Amz-Date=\d{8}/, "X-Amz-Date=20990101"),
      url.replace(/response-content-type=[^&]+/, "response-content-type=text%2Fhtml"),
      url.replace(/response-content-disposition=[^&]+/, "response-content-disposition=inline"),
      url.replace(`X-Amz-Signature=${signature}`, `X-Amz-Signature=${signature === "0" ? "1" : "0"}`),
      `${url}&response-cache-control=public`,
      url.replace(/&X-Amz-Signature=[^&]+/, ""),
    ];
    expect(tampered).not.toContain(url);
    const opened: string[] = [];
    for (const other of tampered) {
      const answer = await fetch(other);
      if (![400, 403].includes(answer.status)) opened.push(other);
      expect(await answer.text()).not.toContain(world.cloud.credentials.secretAccessKey);
    }
    expect(opened).toEqual([]);
    for (const method of ["PUT", "DELETE"])
      expect((await fetch(url, { method, ...(method === "PUT" ? { body: "x" } : {}) })).status).toBe(403);
  });

  it("opens no address whose hour is over", async () => {
    const sign = (signedAt: number) =>
      getSignedUrl(world.s3, new GetObjectCommand({ Bucket: bucketName, Key: original() }), {
        expiresIn: 3600,
        signingDate: new Date(signedAt),
      });
    expect((await fetch(await sign(Date.now() - 3_590_000))).status).toBe(200);
    expect((await fetch(await sign(Date.now() - 3_610_000))).status).toBe(403);
  });

  it("takes an upload's form for nothing but what was announced", async () => {
    const { image, post } = await world.run("createUpload", anUpload(), owner);
    if (!image || !post) throw new Error("the upload was refused");
    const bytes = new Uint8Array(100);
    const changed = (fields: Readonly<Record<string, string>>) => ({
      ...post,
      fields: { ...post.fields, ...fields },
    });
    const policy: unknown = JSON.parse(Buffer.from(post.fields["Policy"] ?? "", "base64").toString());
    const wider = { ...Object(policy), expiration: "2099-01-01T00:00:00Z" };
    const forms = {
      "another key": changed({ key: objectKeys.upload(owner.userId, owned.imageId) }),
      "another person's key": changed({ key: objectKeys.upload(stranger.userId, foreign.imageId) }),
      "a key out of the folder": changed({ key: `${post.fields["key"]}/../x` }),
      "another type": changed({ "Content-Type": "text/html" }),
      "a field that was not signed": changed({ "x-amz-meta-a": "b" }),
      "a longer policy": changed({ Policy: Buffer.from(JSON.stringify(wider)).toString("base64") }),
      "another signature": changed({ "X-Amz-Signature": "0".repeat(64) }),
    };
    const taken: string[] = [];
    for (const [what, form] of Object.entries(forms))
      if ((await world.post(form, bytes)).status !== 403) taken.push(what);
    expect(taken).toEqual([]);
    expect((await world.post(post, new Uint8Array(10 * 1024 * 1024 + 1))).status).toBe(400);
    expect((await world.post(post, new Uint8Array(0))).status).toBe(400);
    expect(await world.keysOf(owner.userId)).not.toContain(post.fields["key"]);
    expect((await world.run("getImage", image, owner)).image?.state).toBe("announced");
  });

  it("takes no form after its five minutes", async () => {
    const sign = (Expires: number) =>
      createPresignedPost(world.s3, {
        Bucket: bucketName,
        Key: `elsewhere/${randomUUID()}`,
        Conditions: [["content-length-range", 1, 1000]],
        Expires,
      });
    expect((await world.post(await sign(-1), new Uint8Array(10))).status).toBe(403);
    expect((await world.post(await sign(300), new Uint8Array(10))).status).toBeLessThan(300);
  });

  it("keeps nothing that comes for a photo that was deleted", async () => {
    const { image, post } = await world.run("createUpload", anUpload(), owner);
    if (!image || !post) throw new Error("the upload was refused");
    await world.run("deleteImage", image, owner);
    expect((await world.post(post, new Uint8Array(100))).status).toBeLessThan(300);
    await expect
      .poll(async () => (await world.keysOf(owner.userId)).includes(String(post.fields["key"])), soon)
      .toBe(false);
  });
});
