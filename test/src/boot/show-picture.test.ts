import { expect, it } from "vitest";
import { showPicture } from "#src/boot/show-picture.ts";

const nowMs = Date.parse("2026-11-21T10:00:00Z");
const address = "https://b.example/thumbs/1.webp?X-Amz-Signature=x";

/** @returns the address that was asked for, and what the worker was asked about */
async function shown(untilMs: number, isWithWorker: boolean) {
  const image = { src: "" };
  const names: string[] = [];
  await showPicture(image, address, untilMs, nowMs, async (name) => {
    names.push(name);
    return isWithWorker;
  });
  return { src: image.src, names };
}

it("a picture of a kept screen is asked for while its address lives", async () => {
  expect(await shown(nowMs + 120_000, false)).toEqual({ src: address, names: [] });
});

it("a dead address, one about to die, or one that does not say when, is not asked", async () => {
  for (const untilMs of [nowMs - 1, nowMs + 59_000, 0, Number.NaN])
    expect((await shown(untilMs, false)).src).toBe("");
});

it("a picture that the worker has is shown whatever became of its address, which is no part of its name", async () => {
  expect(await shown(nowMs - 1, true)).toEqual({ src: address, names: ["https://b.example/thumbs/1.webp"] });
});
