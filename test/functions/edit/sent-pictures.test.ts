import { describe, expect, it } from "vitest";
import { encodeJpeg } from "#engine/codec/encode.ts";
import { encodeMask } from "#engine/codec/mask.ts";
import { shrinkTo } from "#engine/filters/resize.ts";
import { seededRandom } from "#engine/random.ts";
import { mostBase64Bytes, stabilityRequest } from "#functions/aws/stability-request.ts";
import { sentPixels } from "#functions/edit/make.ts";

describe("pictures as they are sent", () => {
  it("fit into one request even when they are nothing but noise", async () => {
    const random = seededRandom(1);
    const width = 2520;
    const height = 1680;
    const data = Uint8Array.from({ length: width * height * 3 }, () => random() * 256);
    const photo = shrinkTo({ data, width, height }, sentPixels);
    const noise = photo.data.filter((_, i) => i % 3 === 0).map((value) => (value > 127 ? 255 : 0));
    const request = stabilityRequest({
      modelId: "us.stability.stable-image-erase-object-v1:0",
      instruction: { task: "erase" },
      image: await encodeJpeg(photo),
      mask: await encodeMask({ ...photo, data: noise }),
      seed: 1,
      deadlineMs: 1,
    });
    const { length } = JSON.stringify(request);
    expect(length).toBeGreaterThan(3_000_000);
    expect(length).toBeLessThan(mostBase64Bytes);
  });
});
