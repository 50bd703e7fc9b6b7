import { GetObjectCommand } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runStores, type RunningStores } from "#test/local/support/stores.ts";

let running: RunningStores;
beforeAll(async () => {
  running = await runStores({ database: false });
});
afterAll(() => running.stop());

const Bucket = "reimagine-local";

type Answer = { readonly status: number; readonly code: string | undefined; readonly body: string };

/** Signs a form as createUpload does, changes it as a person of bad will would, and sends it. */
async function post(
  file: Buffer | string,
  change: {
    readonly options?: Partial<Parameters<typeof createPresignedPost>[1]>;
    readonly fields?: Readonly<Record<string, string>>;
    readonly without?: string;
    readonly fileName?: string;
  } = {},
): Promise<Answer> {
  const { url, fields } = await createPresignedPost(running.s3, {
    Bucket,
    Key: "uploads/me/one",
    Expires: 300,
    Conditions: [
      ["content-length-range", 1, 1000],
      ["eq", "$Content-Type", "image/jpeg"],
    ],
    Fields: { "Content-Type": "image/jpeg" },
    ...change.options,
  });
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...change.fields })) {
    if (name !== change.without) form.append(name, value);
  }
  form.append("file", new Blob([new Uint8Array(Buffer.from(file))]), change.fileName ?? "IMG_0001.jpg");
  const response = await fetch(url, { method: "POST", body: form });
  const body = await response.text();
  return { status: response.status, code: /<Code>(.*?)<\/Code>/.exec(body)?.[1], body };
}

const get = async (Key: string) => running.s3.send(new GetObjectCommand({ Bucket, Key }));

describe("a form that its policy allows", () => {
  it("becomes the object, byte for byte", async () => {
    const bytes = randomBytes(1000);
    expect(await post(bytes)).toMatchObject({ status: 204 });
    const object = await get("uploads/me/one");
    expect(object.ContentType).toBe("image/jpeg");
    expect(Buffer.from((await object.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
  });

  it("may hold anything in its file, boundaries of its own included", async () => {
    const tricky = "\r\n--\r\n----WebKitFormBoundary\r\n--x--\r\n\r\n";
    await post(tricky);
    expect(await (await get("uploads/me/one")).Body?.transformToString()).toBe(tricky);
  });

  it("is large and comes in many pieces", async () => {
    const bytes = randomBytes(9 * 1024 * 1024);
    const Conditions = [
      ["content-length-range" as const, 1, 10 * 1024 * 1024],
      { "Content-Type": "image/jpeg" },
    ];
    const answer = await post(bytes, {
      options: { Key: "uploads/me/large", Conditions: Conditions as never },
    });
    expect(answer.status).toBe(204);
    const stored = await (await get("uploads/me/large")).Body?.transformToByteArray();
    expect(Buffer.from(stored ?? []).equals(bytes)).toBe(true);
  });

  it("is answered with 201 and a document when it asks so, and keeps metadata", async () => {
    const answer = await post("x", {
      options: {
        Key: "uploads/me/two",
        Fields: { "Content-Type": "image/jpeg", success_action_status: "201", "x-amz-meta-a": "1" },
      },
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toContain("<Key>uploads/me/two</Key>");
    expect((await get("uploads/me/two")).Metadata).toEqual({ a: "1" });
  });

  it("may take its key from the file's name", async () => {
    const Conditions = [["starts-with" as const, "$key", "uploads/me/"], { "Content-Type": "image/jpeg" }];
    await post("x", { options: { Key: "uploads/me/${filename}", Conditions: Conditions as never } });
    expect(await (await get("uploads/me/IMG_0001.jpg")).Body?.transformToString()).toBe("x");
  });
});

describe("a form that its policy does not allow", () => {
  const refusals: readonly (readonly [string, () => Promise<Answer>, string])[] = [
    ["a file too large by one byte", () => post("x".repeat(1001)), "EntityTooLarge"],
    ["a file of many megabytes", () => post(Buffer.alloc(5 * 1024 * 1024)), "EntityTooLarge"],
    ["an empty file", () => post(""), "EntityTooSmall"],
    ["another type", () => post("x", { fields: { "Content-Type": "text/html" } }), "AccessDenied"],
    ["another key", () => post("x", { fields: { key: "uploads/you/one" } }), "AccessDenied"],
    ["another bucket", () => post("x", { fields: { bucket: "yours" } }), "AccessDenied"],
    [
      "a field the policy does not name",
      () => post("x", { fields: { "x-amz-meta-role": "admin" } }),
      "AccessDenied",
    ],
    ["a missing field", () => post("x", { without: "Content-Type" }), "AccessDenied"],
    ["no policy", () => post("x", { without: "Policy" }), "AccessDenied"],
    ["no signature", () => post("x", { without: "X-Amz-Signature" }), "InvalidArgument"],
    [
      "another signature",
      () => post("x", { fields: { "X-Amz-Signature": "0".repeat(64) } }),
      "SignatureDoesNotMatch",
    ],
    ["a policy over time", () => post("x", { options: { Expires: -1 } }), "AccessDenied"],
    [
      "a policy of its own",
      () =>
        post("x", {
          fields: {
            Policy: Buffer.from('{"expiration":"2100-01-01T00:00:00Z","conditions":[]}').toString("base64"),
          },
        }),
      "SignatureDoesNotMatch",
    ],
    [
      "a stranger's key",
      () => post("x", { fields: { "X-Amz-Credential": "A/20260101/us-west-2/s3/aws4_request" } }),
      "InvalidArgument",
    ],
  ];

  it.each(refusals)("is refused: %s", async (_, send, code) => {
    const files = (): number => readdirSync(join(running.dataDir, "s3", "data")).length;
    const before = files();
    const answer = await send();
    expect(answer.code).toBe(code);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(files()).toBe(before);
  });

  it("is refused when a field is there twice, when the file is missing, or when it is cut short", async () => {
    const send = (body: string) =>
      fetch(`${running.s3Url}/${Bucket}`, {
        method: "POST",
        headers: { "content-type": "multipart/form-data; boundary=b" },
        body,
      });
    const part = (name: string, value: string) =>
      `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    expect(await (await send(`${part("key", "a")}${part("key", "b")}--b--\r\n`)).text()).toContain("twice");
    expect(await (await send(`${part("key", "a")}--b--\r\n`)).text()).toContain("exactly one file");
    expect(await (await send(part("key", "a"))).text()).toContain("IncompleteBody");
    expect(await (await send("nonsense")).text()).toContain("MalformedPOSTRequest");
  });
});
