import { type PhotoEditType } from "../edit/edit-type.ts";
import { type LegalClass } from "../edit/edit.ts";

/**
 * What an edit makes of a photo before the law (California BPC §10140.8, EU AI Act art. 50): light, colour and
 * cropping adjust it; adding, removing or replacing anything alters it, and that must be disclosed.
 */
const classOf: Readonly<Record<PhotoEditType, LegalClass>> = {
  enhance: "adjusted",
  "virtual-staging": "altered",
  "day-to-dusk": "altered",
  "item-removal": "altered",
  "virtual-renovation": "altered",
  // Words may ask for anything, so whatever came of them is disclosed.
  "free-edit": "altered",
};

const rank: Readonly<Record<LegalClass, number>> = { unaltered: 0, adjusted: 1, altered: 2 };

/** The class of a chain is that of its strongest edit. */
export const legalClassOf = (chain: readonly PhotoEditType[]): LegalClass =>
  chain.map((type) => classOf[type]).reduce<LegalClass>((a, b) => (rank[b] > rank[a] ? b : a), "unaltered");

/** The edits of a chain that must be disclosed, each once, in the order they were made. */
export const alteringIn = (chain: readonly PhotoEditType[]): readonly PhotoEditType[] =>
  [...new Set(chain)].filter((type) => classOf[type] === "altered");
