import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attachment, downloadName } from "#functions/history/file-name.ts";

describe("download names", () => {
  it.each([
    ["hall.jpg", "hall.jpg"],
    ["../../etc/passwd", "passwd.jpg"],
    ["C:\\photos\\Küche.JPEG", "Küche.jpg"],
    ["🏡 garden.png", "🏡 garden.jpg"],
    ['say "cheese".jpg', "say cheese.jpg"],
    ["...", "photo.jpg"],
    ["", "photo.jpg"],
    ["a\u202Egpj.exe", "a gpj.jpg"],
    ["line\r\nSet-Cookie: x=1.jpg", "line Set-Cookie x=1.jpg"],
  ])("%j is called %j", (given, name) => {
    expect(downloadName(given, "", "jpg")).toBe(name);
  });

  it("never puts anything into the header that ends it, and always gives the name back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (given) => {
        const name = downloadName(given, "-enhance", "png");
        const header = attachment(name);
        expect(header).toMatch(
          /^attachment; filename="[\x20\x21\x23-\x5b\x5d-\x7e]+"; filename\*=UTF-8''[A-Za-z0-9%._~!-]+$/,
        );
        expect(decodeURIComponent(header.split("UTF-8''")[1] ?? "")).toBe(name);
        expect(name).not.toMatch(/[/\\"\r\n]/);
      }),
    );
  });
});
