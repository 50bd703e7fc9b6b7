/** XML that is already escaped. */
export type Xml = { readonly xml: string };

/** An element; texts are escaped, elements are put in as they are. */
export function element(name: string, ...content: readonly (Xml | string | number | boolean)[]): Xml {
  const inner = content.map((part) => (typeof part === "object" ? part.xml : escape(String(part)))).join("");
  return { xml: `<${name}>${inner}</${name}>` };
}

export const xmlDocument = ({ xml }: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`;

/**
 * The contents of every `<name>` in a request of the SDK, in order. The few bodies S3 receives are flat and have no
 * attributes on the elements asked for, so a full parser would only add ways to be attacked.
 */
export function elementsIn(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, "g"))].map(([, inner = ""]) => inner);
}

export function unescape(text: string): string {
  return text
    .replace(
      /&#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));/g,
      (_, hex: string | undefined, decimal: string | undefined) => {
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
        return code <= 0x10_ff_ff ? String.fromCodePoint(code) : "";
      },
    )
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\r", "&#13;");
}
