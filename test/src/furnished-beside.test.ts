import { describe, expect, it } from "vitest";
import { type EditView } from "#core/api/views.ts";
import { listingId } from "#core/ids.ts";
import { lookOfStyle } from "#core/renovation/style-looks.ts";
import { uuidV7 } from "#core/uuid.ts";
import { furnishedBeside } from "#src/features/edit/furnished-beside.ts";
import { formWords } from "#src/form-words.ts";
import { anImage, anImageId } from "./views.ts";

const id = (place: number): string => uuidV7(1_700_000_000_000 + place, new Uint8Array(10));
const elm = listingId.parse(id(100));
const oak = listingId.parse(id(101));
type Staging = Pick<EditView, "imageId" | "editType" | "status" | "modelId">;
const aStaging = (place: number, change: Partial<Staging> = {}): Staging => ({
  imageId: anImageId(place),
  editType: "virtual-staging",
  status: "completed",
  modelId: "reimagine.studio-v1",
  ...change,
});

describe("furniture that stands in another photo of the listing", () => {
  const here = anImage({ imageId: anImageId(1), listingId: elm });
  const beside = anImage({ imageId: anImageId(2), listingId: elm, fileName: "from the door.jpg" });
  const elsewhere = anImage({ imageId: anImageId(3), listingId: oak });
  const images = [here, beside, elsewhere];

  it("is offered under the name of that photo", () => {
    const offered = furnishedBeside(here, images, [aStaging(1), aStaging(2), aStaging(3)]);
    expect(offered.map(({ name }) => name)).toEqual(["from the door.jpg"]);
  });

  it("is not offered before it is kept, nor from another edit type", () => {
    const others = [aStaging(2, { status: "preview" }), aStaging(2, { editType: "enhance" })];
    expect(furnishedBeside(here, images, others)).toEqual([]);
  });

  it("is not offered where a model drew it: nobody knows its other sides", () => {
    const drawn = aStaging(2, { modelId: "us.stability.stable-image-inpaint-v1:0" });
    expect(furnishedBeside(here, images, [drawn])).toEqual([]);
  });

  it("is not offered to a photo of no listing", () => {
    const lone = anImage({ imageId: anImageId(4) });
    expect(furnishedBeside(lone, [lone, anImage({ imageId: anImageId(2) })], [aStaging(2)])).toEqual([]);
  });
});

describe("the styles of the renovation form", () => {
  it("are all known to the renovation", () => {
    for (const style of formWords.renovationStyles) expect(lookOfStyle(style, "walls")).toBeDefined();
  });
});
