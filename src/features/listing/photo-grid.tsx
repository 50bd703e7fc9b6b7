import { memo, type KeyboardEvent, useDeferredValue, useMemo, useRef } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { type ImageView } from "#core/api/views.ts";
import { renewAddresses } from "#src/backend/queries.ts";
import { type EditState } from "#src/features/home/use-edit-states.ts";
import { JobTile, PhotoTile } from "#src/features/home/photo-tile.tsx";
import { type Job } from "#src/features/upload/job.ts";
import { gridStep } from "./grid-step.ts";
import { type Selection, type SelectionEvent } from "./selection.ts";
import { usePress } from "./use-press.ts";

/** The first rows, on a phone. */
const inView = 4;

/** As many as a phone shows, and a few more. */
const atOnce = 10;

/** Photos in rows. A long press or the space bar begins to select; arrows walk, with Shift they select a run. */
export function PhotoGrid({
  images,
  jobs = [],
  sending,
  editsOf,
  isSample,
  skeletons,
  selection,
  onSelect,
}: {
  readonly images: readonly ImageView[];
  /** Photos that are on this phone only. */
  readonly jobs?: readonly Job[];
  readonly sending?: { readonly id: string; readonly share: number } | undefined;
  readonly editsOf: (image: string) => EditState | undefined;
  readonly isSample: (image: ImageView) => boolean;
  /** How many empty places to hold while the list comes. */
  readonly skeletons: number;
  readonly selection: Selection;
  /** Must stay the same function. */
  readonly onSelect: (event: SelectionEvent) => void;
}) {
  const list = useRef<HTMLUListElement>(null);
  // A page more of them is drawn piece by piece, while fingers and other things come first.
  const later = useDeferredValue(images, []);
  const drawn = later.length === 0 ? images.slice(0, atOnce) : later;
  const order = useMemo(() => drawn.map(({ imageId }): string => imageId), [drawn]);
  const press = usePress((id) => onSelect({ type: "toggle", id }));
  const isOn = selection.state === "on";

  const onKeyDown = (event: KeyboardEvent): void => {
    const tile =
      event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-image]") : null;
    const id = tile?.dataset["image"];
    if (id === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " ") {
      event.preventDefault();
      onSelect({ type: "toggle", id });
      return;
    }
    const to = order[gridStep(event.key, order.indexOf(id), columnsOf(list.current), order.length) ?? -1];
    if (to === undefined) return;
    event.preventDefault();
    list.current?.querySelector<HTMLElement>(`[data-image="${to}"]`)?.focus();
    if (event.shiftKey) onSelect({ type: "reach", id: to, from: id, order });
  };

  return (
    // The tiles are what has the focus; the list only hears what bubbles up from them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul className="grid" ref={list} onKeyDown={onKeyDown} {...press}>
      {!isOn &&
        jobs.map((job) => (
          <li key={job.id}>
            <JobTile job={job} share={sending?.id === job.id ? sending.share : undefined} />
          </li>
        ))}
      {drawn.map((image, place) => (
        <Cell
          key={image.imageId}
          image={image}
          edits={editsOf(image.imageId)}
          isSample={isSample(image)}
          eager={place < inView}
          isOn={isOn}
          isChosen={isOn && selection.chosen.has(image.imageId)}
          onSelect={onSelect}
        />
      ))}
      {Array.from({ length: skeletons }, (_, place) => (
        <li key={`skeleton ${place}`} className="tile skeleton" aria-hidden />
      ))}
    </ul>
  );
}

/** Drawn anew only when something of its own has changed: choosing one of a thousand photos redraws one. */
const Cell = memo(function Cell({
  image,
  edits,
  isSample,
  eager,
  isOn,
  isChosen,
  onSelect,
}: {
  readonly image: ImageView;
  readonly edits: EditState | undefined;
  readonly isSample: boolean;
  readonly eager: boolean;
  readonly isOn: boolean;
  readonly isChosen: boolean;
  readonly onSelect: (event: SelectionEvent) => void;
}) {
  const client = useQueryClient();
  return (
    <li>
      <PhotoTile
        image={image}
        edits={edits}
        isSample={isSample}
        eager={eager}
        onBroken={() => renewAddresses(client)}
        choice={
          isOn ? { isChosen, onToggle: () => onSelect({ type: "toggle", id: image.imageId }) } : undefined
        }
      />
    </li>
  );
});

/** As many as stand beside each other now: the style sheet decides that, not we. */
function columnsOf(list: HTMLUListElement | null): number {
  const columns = list === null ? "" : getComputedStyle(list).gridTemplateColumns;
  return Math.max(1, columns.split(" ").filter((width) => width !== "").length);
}
