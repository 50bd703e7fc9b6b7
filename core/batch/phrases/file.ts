import { type BatchFormat } from "../op.ts";
import { type Phrase, phrase } from "./phrase.ts";

const formats: Readonly<Record<string, BatchFormat>> = {
  jpg: "jpeg",
  jpeg: "jpeg",
  jpegs: "jpeg",
  jpgs: "jpeg",
  png: "png",
  pngs: "png",
  webp: "webp",
  avif: "avif",
};

/** Formats, quality and metadata. */
export const filePhrases: readonly Phrase[] = [
  phrase(
    /\b(?:strip|remove|delete|drop|clear|no|without)(?: (?:out|all|the|any|of|their|personal))* (?:meta ?data|exif(?: data)?|gps(?: (?:data|location|coordinates))?|location(?: data)?|camera data)\b/i,
    () => ({ op: "strip-metadata" }),
  ),
  phrase(
    /\b(?:at |with |in )?(?:a )?quality(?: (?:to|of|at|=))? ?(\d{1,3})\b ?(?:%|percent)?/i,
    ([, value]) => quality(value),
  ),
  phrase(/(?<=\b(?:jpe?gs?|webp|avif)) (?:at )?(\d{2,3})\b ?%?/i, ([, value]) => quality(value)),
  phrase(/\b(\d{2,3}) ?(?:%|percent) (?=(?:jpe?gs?|webp|avif)\b)/i, ([, value]) => quality(value)),
  phrase(/\b(?:at |with )?(\d{1,3}) ?(?:%|percent)? quality\b/i, ([, value]) => quality(value)),
  phrase(
    /\bcompress(?:ed)?(?: (?:it|them|all|everything))?(?: to| at) (\d{1,3})\b ?(?:%|percent)?/i,
    ([, value]) => quality(value),
  ),
  phrase(/\b(?:at |in |with )?(?:the )?(high(?:est)?|best|medium|low) quality\b/i, ([, word]) => ({
    op: "quality",
    quality: /low/i.test(word ?? "") ? 60 : /medium/i.test(word ?? "") ? 80 : 95,
  })),
  phrase(
    /\b(?:(?:convert|change|turn|save|export|output|write|deliver|encode)(?: (?:it|them|all|everything|these))?(?: (?:in)?to| as| in)? )?(?:as |to |in |into )?(?:an? )?(?:\.)?(jpe?gs?|pngs?|webp|avif)(?: (?:format|files?))?\b/i,
    ([, name]) => {
      const format = formats[(name ?? "").toLowerCase()];
      return format === undefined ? undefined : { op: "convert", format };
    },
  ),
];

const quality = (value: string | undefined) => {
  const percent = Number(value);
  return percent >= 1 && percent <= 100 ? ({ op: "quality", quality: percent } as const) : undefined;
};
