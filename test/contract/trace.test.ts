import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod/mini";
import { correlationHeader } from "#core/api/correlation.ts";
import { asVariables } from "#core/api/variables.ts";
import { type OperationName, operations, type Output } from "#core/api/operations.ts";
import {
  anEdit,
  anUpload,
  type IsolationCloud,
  isolationCloud,
  type Person,
  soon,
} from "./isolation-cloud.ts";

/** Follows one request through every function, as its owner would in the logs. */
let cloud: IsolationCloud;
let ann: Person;
beforeAll(async () => {
  cloud = await isolationCloud({ ann: [] });
  ann = await cloud.signIn("ann");
}, 120_000);
afterAll(() => cloud.stop());

async function named<N extends OperationName>(id: string, name: N, input: object): Promise<Output<N>> {
  const { document, output } = operations[name];
  const { body } = await cloud.ask(
    { query: document, variables: asVariables(document, input) },
    { authorization: ann.accessToken, [correlationHeader]: id },
  );
  expect(body.errors).toBeUndefined();
  // The table pairs a name with the schema of its answer; the compiler cannot follow that through the union.
  return output.parse(body.data?.[name]) as Output<N>;
}

const line = z.looseObject({
  function: z.string(),
  event: z.string(),
  correlationId: z.optional(z.string()),
});
const linesOf = (id: string): readonly z.infer<typeof line>[] =>
  cloud
    .logs()
    .split("\n")
    .filter((text) => text.startsWith("{"))
    .flatMap((text) => line.safeParse(JSON.parse(text)).data ?? [])
    .filter(({ correlationId }) => correlationId === id);

describe("the name that a phone gives its request", () => {
  it("stands in the lines of the API, of the arrived photo, of the worker and of each model they ask", async () => {
    const upload = randomUUID();
    const bytes = await sharp({ create: { width: 96, height: 72, channels: 3, background: "#8898a8" } })
      .jpeg()
      .toBuffer();
    const { image, post } = await named(upload, "createUpload", anUpload(bytes.length));
    if (!image || !post) throw new Error("the upload was refused");
    expect((await cloud.post(post, bytes)).status).toBeLessThan(300);
    await vi.waitFor(
      async () => expect((await cloud.run("getImage", image, ann)).image?.analysisState).toBe("done"),
      soon,
    );
    const uploaded = linesOf(upload).map(({ function: of, event }) => `${of} ${event}`);
    expect(uploaded).toEqual(
      expect.arrayContaining(["api answered", "on-upload prepared", "on-upload model-called"]),
    );

    const ask = randomUUID();
    const removal = { editType: "item-removal", params: { maskData: await aSpot(96, 72), objects: [] } };
    const { edit } = await named(ask, "requestEdit", anEdit(image.imageId, removal));
    if (!edit) throw new Error("the edit was refused");
    await vi.waitFor(() => expect(linesOf(ask).map(({ event }) => event)).toContain("worked-off"), soon);
    const worked = linesOf(ask);
    expect(worked.map(({ function: of, event }) => `${of} ${event}`)).toEqual(
      expect.arrayContaining(["api answered", "edit-worker model-called", "edit-worker edit-ended"]),
    );
    expect(worked.find(({ event }) => event === "edit-ended")).toMatchObject({
      editType: "item-removal",
      editId: edit.editId,
      EditUsd: expect.any(Number),
    });
  }, 200_000);

  it("is made up where it is missing or not one of ours", async () => {
    const forged = 'x\n{"level":"ERROR"}';
    await cloud.run("listRecipes", {}, ann);
    await cloud.ask(
      { query: operations.listRecipes.document },
      { authorization: ann.accessToken, [correlationHeader]: encodeURIComponent(forged) },
    );
    const made = cloud
      .logs()
      .split("\n")
      .filter((text) => text.includes('"listRecipes"'))
      .map((text) => line.parse(JSON.parse(text)).correlationId);
    expect(made).toHaveLength(2);
    for (const id of made) expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });
});

/** A mask, PNG in base64: a white square on black. */
async function aSpot(width: number, height: number): Promise<string> {
  const spot = { create: { width: 16, height: 16, channels: 3, background: "#fff" } } as const;
  const mask = sharp({ create: { width, height, channels: 3, background: "#000" } })
    .composite([{ input: await sharp(spot).png().toBuffer(), left: 20, top: 20 }])
    .toColourspace("b-w");
  return (await mask.png().toBuffer()).toString("base64");
}
