import * as z from "zod/mini";
import { roomTypes, stagingStyles } from "#core/edit/params.ts";
import { type KeptScene } from "#engine/staging/arrange/rearrange.ts";
import { materialsOf } from "#engine/staging/materials-of-style.ts";
import { isPieceName } from "#engine/staging/pieces/catalogue.ts";

const metres = z.number();
const direction = z.tuple([z.number(), z.number(), z.number()]);

const pieceName = z.string().check(z.refine(isPieceName));
const kept = z.object({
  roomType: z.enum(roomTypes),
  style: z.enum(stagingStyles),
  seed: z.int(),
  box: z.object({ left: metres, right: metres, back: metres, ceiling: metres }),
  camera: z.optional(
    z.object({
      focal: z.number().check(z.positive()),
      heightM: metres.check(z.positive()),
      looks: z.optional(z.object({ right: direction, up: direction, forward: direction })),
    }),
  ),
  pieces: z.array(
    z.object({
      name: pieceName,
      x: metres,
      y: metres,
      z: metres,
      turn: z.number(),
      width: metres,
      depth: metres,
      height: metres,
      variety: z.int(),
    }),
  ),
});

/** The scene as text of one or two kilobytes, kept in the record of its edit. Materials follow from style and seed. */
export const writeScene = ({ scene: { roomType, style, seed, pieces }, box, camera }: KeptScene): string =>
  JSON.stringify({ roomType, style, seed, box, camera, pieces });

/** Reads it back; undefined when a later catalogue no longer has one of its pieces. */
export function readScene(text: string): KeptScene | undefined {
  const read = kept.safeParse(JSON.parse(text));
  if (!read.success) return undefined;
  const { box, camera, pieces, ...rest } = read.data;
  const known = pieces.flatMap(({ name, ...piece }) => (isPieceName(name) ? [{ name, ...piece }] : []));
  return {
    box,
    camera,
    scene: { ...rest, pieces: known, materials: materialsOf(rest.style, rest.seed) },
  };
}
