import { expect, it } from "vitest";
import { diesAtMs } from "#src/features/start/dies-at.ts";

const signedMs = Date.parse("2026-11-21T10:00:00Z");

it("knows when a signed address dies, whoever signed it", () => {
  const address = "https://b.example/1.webp";
  expect(diesAtMs(`${address}?X-Amz-Date=20261121T100000Z&X-Amz-Expires=3600`)).toBe(signedMs + 3_600_000);
  expect(diesAtMs(`${address}?Expires=${signedMs / 1000}&Signature=x`)).toBe(signedMs);
});

it("trusts no address to live on that does not say how long", () => {
  for (const query of ["", "?X-Amz-Date=20261121T100000", "?X-Amz-Expires=60", "?v=1"])
    expect(diesAtMs(`https://b.example/1.webp${query}`)).toBe(0);
});
