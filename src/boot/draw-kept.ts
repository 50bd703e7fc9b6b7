import { type KeptNode } from "./kept-screen.ts";

/** What a kept screen may be made of. Nothing that runs, loads, or leads anywhere by itself. */
const htmlTags = new Set(
  "a button div fieldset form h1 h2 h3 header img input label legend li main nav ol output p section small span strong textarea ul".split(
    " ",
  ),
);
const svgTags = new Set("circle ellipse g line path polygon polyline rect svg".split(" "));
const htmlAttributes = new Set(
  "aria-checked aria-current aria-pressed class data-look disabled max min placeholder rows".split(" "),
);
const svgAttributes = new Set(
  "class cx cy d fill height opacity points r rx ry stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-width transform viewBox width x x1 x2 y y1 y2".split(
    " ",
  ),
);
const styles = new Set(
  "aspect-ratio background-color clip-path display filter height left top transform width".split(" "),
);
const inputTypes = new Set(["checkbox", "radio", "range", "search", "text"]);

const svgNamespace = "http://www.w3.org/2000/svg";

/** Whether an element of this name may be drawn again. */
export const isDrawn = (tag: string): boolean => htmlTags.has(tag) || svgTags.has(tag);
export const isDrawnInput = (type: string): boolean => inputTypes.has(type);

/** Names of the attributes that are drawn again. */
export const attributesOf = (tag: string): ReadonlySet<string> =>
  svgTags.has(tag) ? svgAttributes : htmlAttributes;
/** Names of the styles an element has of its own that are drawn again. */
export const drawnStyles: ReadonlySet<string> = styles;

type Page = Pick<Document, "createElement" | "createElementNS" | "createTextNode">;

/** What is known of a picture that was on the screen. */
export interface KeptPicture {
  readonly address: string;
  /** When the address dies, milliseconds since 1970. */
  readonly untilMs: number;
  /** The picture itself as an address, where it was kept with the screen. */
  readonly bytes: string | undefined;
}

/** Shows a picture in its place. */
export type ShowPicture = (image: HTMLImageElement, picture: KeptPicture) => void;

/** How the address of a picture begins that is the picture itself. */
export const pictureBytes = "data:image/webp;base64,";

/**
 * Makes elements of what was kept. Whatever the storage held, no other elements and attributes than the ones named here
 * come of it, and a text becomes nothing but text.
 */
export function drawKept(content: readonly unknown[], page: Page, show: ShowPicture): readonly Node[] {
  return content.flatMap((node): readonly Node[] => {
    if (typeof node === "string") return [page.createTextNode(node)];
    if (!isElement(node)) return [];
    const [tag, attributes, children] = node;
    const element = svgTags.has(tag)
      ? svgElement(tag, attributes, page)
      : htmlElement(tag, attributes, page, show);
    if (element === undefined) return [];
    element.append(...drawKept(children, page, show));
    return [element];
  });
}

const isElement = (node: unknown): node is Exclude<KeptNode, string> =>
  Array.isArray(node) &&
  typeof node[0] === "string" &&
  typeof node[1] === "object" &&
  node[1] !== null &&
  Array.isArray(node[2]);

function svgElement(tag: string, attributes: Readonly<Record<string, unknown>>, page: Page): Element {
  const element = page.createElementNS(svgNamespace, tag);
  for (const [name, value] of Object.entries(attributes))
    if (svgAttributes.has(name)) element.setAttribute(name, String(value));
  return element;
}

function htmlElement(
  tag: string,
  attributes: Readonly<Record<string, unknown>>,
  page: Page,
  show: ShowPicture,
): Element | undefined {
  if (!htmlTags.has(tag)) return undefined;
  const element = page.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (htmlAttributes.has(name)) element.setAttribute(name, String(value));
    else if (styles.has(name)) element.style.setProperty(name, String(value));
  // It looks like a link; where it leads is for the app to say.
  if (tag === "a") element.setAttribute("href", "/");
  if (tag === "input") {
    const { type, value, checked } = attributes;
    if (!inputTypes.has(String(type))) return undefined;
    const input = element as HTMLInputElement;
    input.type = String(type);
    if (value !== undefined) input.value = String(value);
    input.checked = checked !== undefined;
  }
  if (tag === "img") {
    const { src, until, bytes } = attributes;
    const address = String(src);
    const image = element as HTMLImageElement;
    image.alt = "";
    if (/^https?:/.test(address))
      show(image, {
        address,
        untilMs: Number(until),
        bytes: typeof bytes === "string" && bytes.startsWith(pictureBytes) ? bytes : undefined,
      });
  }
  return element;
}
