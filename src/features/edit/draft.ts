import * as z from "zod/mini";
import { type PhotoEditType, photoEditTypes } from "#core/edit/edit-type.ts";
import { duskIntensities, roomTypes, stagingStyles, windowTap } from "#core/edit/params.ts";
import { floorCorners, spot } from "#core/edit/floor-corners.ts";
import { editId } from "#core/ids.ts";
import { mark } from "#src/features/mask/marks.ts";

/**
 * What somebody has filled in for one photo, of every edit type, marks included: a reload, a look at another photo
 * or at the mask editor loses nothing of it.
 */
export const draft = z.object({
  "virtual-staging": z.object({
    roomType: z.enum(roomTypes),
    style: z.enum(stagingStyles),
    floorCorners: z.optional(floorCorners),
    sceneOf: z.optional(editId),
    multiAngle: z.optional(z.boolean()),
  }),
  "day-to-dusk": z.object({
    intensity: z.enum(duskIntensities),
    // Forms kept before windows could be tapped are still forms.
    windows: z._default(z.array(windowTap), []),
  }),
  enhance: z.object({
    autoAdjust: z.boolean(),
    brightness: z.int(),
    contrast: z.int(),
    saturation: z.int(),
    // Forms kept before there was this switch are still forms.
    upright: z._default(z.boolean(), false),
  }),
  "item-removal": z.object({ objects: z.array(z.string()), marks: z.array(mark) }),
  "virtual-renovation": z.object({
    description: z.string(),
    style: z.optional(z.string()),
    marks: z.array(mark),
    // Forms kept before surfaces could be tapped are still forms.
    surfaces: z._default(z.array(spot), []),
  }),
  // Forms kept before there were free edits are still forms.
  "free-edit": z._default(z.object({ prompt: z.string(), marks: z.array(mark) }), { prompt: "", marks: [] }),
}) satisfies z.ZodMiniType<{ readonly [T in PhotoEditType]: object }>;
export type Draft = z.infer<typeof draft>;

export const emptyDraft: Draft = {
  "virtual-staging": { roomType: "living-room", style: "modern" },
  "day-to-dusk": { intensity: "moderate", windows: [] },
  enhance: { autoAdjust: true, brightness: 0, contrast: 0, saturation: 0, upright: false },
  "item-removal": { objects: [], marks: [] },
  "virtual-renovation": { description: "", marks: [], surfaces: [] },
  "free-edit": { prompt: "", marks: [] },
};

/**
 * A suggestion's params, or those of an earlier edit, put into the form of its type. What does not fit the form (a
 * model's invention) is left out.
 */
export function filled(now: Draft, type: PhotoEditType, params: Readonly<Record<string, unknown>>): Draft {
  const asked = draft.safeParse({ ...now, [type]: { ...now[type], ...params } });
  return asked.success ? asked.data : now;
}

/** What is shown on the photo as it was before the edit: done with when the edit is kept. */
const placesOf: { readonly [T in PhotoEditType]: Partial<Draft[T]> } = {
  "virtual-staging": {},
  "day-to-dusk": { windows: [] },
  enhance: {},
  "item-removal": { marks: [] },
  "virtual-renovation": { marks: [], surfaces: [] },
  "free-edit": { marks: [] },
};

/** The form without the places that were shown for an edit that is kept now. The room's corners stay where they are. */
export const withoutPlaces = (now: Draft, type: PhotoEditType): Draft => ({
  ...now,
  [type]: { ...now[type], ...placesOf[type] },
});

/** Which form is open, as the address says it. */
export const readEditType = (text: string | null): PhotoEditType | undefined => {
  return photoEditTypes.find((type) => type === text);
};
