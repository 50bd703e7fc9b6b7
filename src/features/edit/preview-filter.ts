import { type PhotoEditType } from "#core/edit/edit-type.ts";
import { type DuskIntensity } from "#core/edit/params.ts";
import { type Draft } from "./draft.ts";

/** What the browser itself can show of an edit at once: CSS, no pixels of ours. */
export interface PreviewFilter {
  readonly filter: string | undefined;
  /** Laid over the photo, multiplied. */
  readonly wash: string | undefined;
}

/** An idea of the result while fingers are on the form. Undefined: nothing honest can be shown before it runs. */
export function previewFilter(type: PhotoEditType, draft: Draft): PreviewFilter | undefined {
  switch (type) {
    case "enhance": {
      const { brightness, contrast, saturation } = draft.enhance;
      if (brightness === 0 && contrast === 0 && saturation === 0) return undefined;
      const filter =
        `brightness(${1 + brightness / 200}) contrast(${1 + contrast / 200}) ` +
        `saturate(${1 + saturation / 100})`;
      return { filter, wash: undefined };
    }
    case "day-to-dusk":
      return dusk[draft["day-to-dusk"].intensity];
    default:
      return undefined;
  }
}

const dusk: Readonly<Record<DuskIntensity, PreviewFilter>> = {
  subtle: {
    filter: "brightness(0.9) saturate(1.05)",
    wash: "linear-gradient(#9fb8d8, #f5dcc0 70%, #e8dccd)",
  },
  moderate: {
    filter: "brightness(0.82) saturate(1.1)",
    wash: "linear-gradient(#4f6597, #c08f98 45%, #f0b088 62%, #8f8795)",
  },
  dramatic: {
    filter: "brightness(0.78) contrast(1.1) saturate(1.25)",
    wash: "linear-gradient(#2a3066, #8d3f6c 38%, #f58350 58%, #4f465c)",
  },
};
