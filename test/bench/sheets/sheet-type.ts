import { type Raster } from "#engine/raster.ts";

/** One edit type's way of being looked at. */
export interface Sheet {
  /** Names the file: `<name>-1.png`. */
  readonly name: string;
  /** Photos, relative to the shared folder, that this edit fits. Missing ones are told and left out. */
  readonly photos: readonly string[];
  /** Draws a picture by its name, where `photos` are none of the shared ones but made here. */
  readonly draw?: (name: string) => Raster;
  /** Everything worth seeing next to the photo, in order. A refusal is seen as its words. */
  readonly pictures: (photo: Raster, file: string) => Promise<readonly SheetPicture[]>;
}

export interface SheetPicture {
  readonly caption: string;
  readonly image: Raster | undefined;
}
