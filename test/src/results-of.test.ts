import { afterEach, expect, it, vi } from "vitest";
import { type Call } from "#src/backend/api.ts";
import { type Fetching } from "#src/backend/files.ts";
import { resultsOf } from "#src/features/listing/results-of.ts";
import { fetchingWords } from "#src/fetching-words.ts";
import { anEdit, anImage, anImageId } from "./views.ts";

const [edited, untouched] = [anImageId(1), anImageId(2)];
const images = [
  anImage({ imageId: edited, state: "ready" }),
  anImage({ imageId: untouched, state: "ready" }),
];

/** A backend with one kept edit, whose files say what they are. */
const call = (async (name: string, input: Readonly<Record<string, unknown>>) => {
  await Promise.resolve();
  if (name === "getEditHistory")
    return { items: input["imageId"] === edited ? [anEdit({ imageId: edited, status: "completed" })] : [] };
  const what = input["editId"] === undefined ? `original of ${String(input["imageId"])}` : "edit";
  return { url: `https://files/${what}`, fileName: "Hall.jpg" };
  // The backend as a whole is not worth faking for two questions.
}) as unknown as Call;

afterEach(() => vi.unstubAllGlobals());

async function read(hasOriginals: boolean) {
  vi.stubGlobal("fetch", (url: string) => Promise.resolve(new Response(url)));
  const [said, told]: [string[], Fetching[]] = [[], []];
  const files: string[] = [];
  for await (const { name, blob } of resultsOf(call, images, hasOriginals, said, (now) => told.push(now)))
    files.push(`${name}: ${await blob.text()}`);
  return { files, said, told };
}

it("takes what each photo has become, and says of each what must be said", async () => {
  const { files, said } = await read(false);
  expect(files).toEqual([
    "Hall.jpg: https://files/edit",
    `Hall (2).jpg: https://files/original of ${untouched}`,
  ]);
  expect(said).toHaveLength(2);
});

it("puts the original beside a result, and none beside what was never edited", async () => {
  const { files, said } = await read(true);
  expect(files).toEqual([
    "Hall.jpg: https://files/edit",
    `Hall (original).jpg: https://files/original of ${edited}`,
    `Hall (2).jpg: https://files/original of ${untouched}`,
  ]);
  expect(said).toHaveLength(2);
});

it("tells how much has come, and about how much will", async () => {
  const { told } = await read(false);
  expect(told).toEqual([
    { place: 1, of: 2, bytes: 0 },
    { place: 2, of: 2, bytes: "https://files/edit".length },
  ]);
  expect(fetchingWords({ place: 4, of: 12, bytes: 6 * 1024 * 1024 })).toBe(
    "Fetching 4 of 12 · 6 MB of about 24 MB",
  );
});
