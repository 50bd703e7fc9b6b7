import { type ReactNode } from "react";
import { type PhotoEditType } from "#core/edit/edit-type.ts";
import { maxSurfaceTaps, maxWindowTaps } from "#core/edit/params.ts";
import { formWords } from "#src/form-words.ts";
import { type Draft } from "./draft.ts";
import { FloorHandles } from "./floor-handles.tsx";
import { TapPlaces } from "./tap-places.tsx";
import { tapSurface } from "./tap-surface.ts";
import { tapWindow } from "./tap-window.ts";

/** What an open form lets a person show on the photo itself; undefined where there is nothing to show. */
export function photoLayer(
  type: PhotoEditType,
  draft: Draft,
  update: (change: (now: Draft) => Draft) => void,
): ReactNode {
  const change = <T extends PhotoEditType>(of: T, changed: (now: Draft[T]) => Draft[T]): void =>
    update((now) => ({ ...now, [of]: changed(now[of]) }));
  switch (type) {
    case "day-to-dusk":
      return (
        <TapPlaces
          label={formWords.windowsPhoto}
          hint={formWords.windowsHint}
          places={draft[type].windows.map(({ x, y, lit }) => ({ x, y, look: lit ? "lit" : "dark" }))}
          onTap={(x, y) =>
            change(type, (now) => ({ ...now, windows: tapWindow(now.windows, x, y).slice(0, maxWindowTaps) }))
          }
        />
      );
    case "virtual-renovation":
      // What is painted says more exactly where; see the API.
      return draft[type].marks.length > 0 ? undefined : (
        <TapPlaces
          label={formWords.surfacesPhoto}
          hint={formWords.surfacesHint}
          places={draft[type].surfaces.map(({ x, y }) => ({ x, y, look: "chosen" }))}
          onTap={(x, y) =>
            change(type, (now) => ({
              ...now,
              surfaces: tapSurface(now.surfaces, x, y).slice(0, maxSurfaceTaps),
            }))
          }
        />
      );
    case "virtual-staging": {
      const { floorCorners } = draft[type];
      return (
        floorCorners && (
          <FloorHandles
            corners={floorCorners}
            onChange={(corners) => change(type, (now) => ({ ...now, floorCorners: corners }))}
          />
        )
      );
    }
    default:
      return undefined;
  }
}
