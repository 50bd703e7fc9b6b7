import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributesOf, drawKept, drawnStyles, isDrawn } from "#src/boot/draw-kept.ts";
import { PlainPage } from "./plain-page.ts";

/** Names as a hostile hand would choose them, beside those that are drawn. */
const tag = fc.oneof(
  fc.constantFrom(
    "script",
    "iframe",
    "object",
    "embed",
    "style",
    "link",
    "base",
    "meta",
    "foreignObject",
    "use",
  ),
  fc.constantFrom("div", "a", "img", "input", "svg", "path", "button", "main", "textarea"),
  fc.string(),
);
const attribute = fc.oneof(
  fc.constantFrom("onclick", "onerror", "href", "src", "srcdoc", "style", "id", "formaction", "xlink:href"),
  fc.constantFrom("class", "type", "value", "checked", "until", "aria-pressed", "left", "width", "d"),
  fc.string(),
);
const content = fc.letrec<{ nodes: unknown[]; node: unknown }>((tie) => ({
  nodes: fc.array(tie("node"), { maxLength: 4 }),
  node: fc.oneof(
    { depthSize: "small" },
    fc.string(),
    fc.anything(),
    fc.tuple(tag, fc.dictionary(attribute, fc.string()), tie("nodes")),
  ),
})).nodes;

describe("a kept screen", () => {
  it("becomes no other elements, attributes and styles than the known ones, whatever the storage held", () => {
    fc.assert(
      fc.property(content, (kept) => {
        const page = new PlainPage();
        drawKept(kept, page.asPage(), () => undefined);
        for (const { tag, attributes, styles } of page.made) {
          expect(isDrawn(tag)).toBe(true);
          for (const [name, value] of attributes)
            expect(name === "href" ? tag === "a" && value === "/" : attributesOf(tag).has(name)).toBe(true);
          for (const name of styles.keys()) expect(drawnStyles.has(name)).toBe(true);
        }
      }),
    );
  });

  it("lets a name that is markup be a text", () => {
    const name = `<img src=x onerror="alert(1)">`;
    const page = new PlainPage();
    drawKept([["h1", {}, [name]]], page.asPage(), () => undefined);
    expect(page.made.map(({ tag }) => tag)).toEqual(["h1"]);
    expect(page.texts).toEqual([name]);
  });

  it("asks for pictures at addresses of the web only, and says when they die", () => {
    const asked: unknown[] = [];
    const pictures = [
      "https://b.example/1.webp",
      "blob:https://a.example/2",
      "javascript:alert(1)",
      "data:,3",
    ];
    drawKept(
      pictures.map((src) => ["img", { src, until: "5" }, []]),
      new PlainPage().asPage(),
      (_image, { address, untilMs }) => asked.push([address, untilMs]),
    );
    expect(asked).toEqual([["https://b.example/1.webp", 5]]);
  });

  it("takes the bytes that were kept of a picture for a picture of ours, and nothing else", () => {
    const drawn: unknown[] = [];
    const kept = [
      "data:image/webp;base64,UklGRg==",
      "data:image/svg+xml;base64,PHN2Zy8+",
      "data:text/html,<p>",
      "https://b.example/2.webp",
      7,
      undefined,
    ];
    drawKept(
      kept.map((bytes) => ["img", { src: "https://b.example/1.webp", until: "5", bytes }, []]),
      new PlainPage().asPage(),
      (_image, { bytes }) => drawn.push(bytes),
    );
    expect(drawn).toEqual([kept[0], undefined, undefined, undefined, undefined, undefined]);
  });

  it("draws a slider where it stood, and no field that could take a file or a password", () => {
    const draw = (type: string): unknown =>
      drawKept([["input", { type, value: "40" }, []]], new PlainPage().asPage(), () => undefined);
    expect(draw("range")).toMatchObject([{ type: "range", value: "40" }]);
    for (const type of ["file", "password", "hidden", "submit"]) expect(draw(type)).toEqual([]);
  });
});
