import {
  type KeyboardEvent,
  memo,
  type MouseEvent,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { useQueryClient } from "@tanstack/react-query";
import { type ImageView } from "#core/api/views.ts";
import { renewAddresses } from "#src/backend/queries.ts";
import { type EditState } from "#src/features/home/use-edit-states.ts";
import { JobTile, PhotoTile } from "#src/features/home/photo-tile.tsx";
import { type Job } from "#src/features/upload/job.ts";
import { gridStep } from "./grid-step.ts";
import { type Selection, type SelectionEvent } from "./selection.ts";
import { useGridPlace } from "./use-grid-place.ts";
import { columnsOf } from "./use-grid-window.ts";
import { usePress } from "./use-press.ts";
import { WindowedGrid } from "./windowed-grid.tsx";

/** The first rows, on a phone. */
const inView = 4;

/**
 * Photos in rows. A long press or the space bar begins to select; arrows walk, with Shift they select a run, as does a
 * click with Shift.
 */
export function PhotoGrid({
  images,
  hasMore,
  jobs = [],
  sending,
  editsOf,
  isSample,
  skeletons,
  selection,
  onSelect,
}: {
  readonly images: readonly ImageView[];
  /** There are photos beyond `images`, not read yet. */
  readonly hasMore: boolean;
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
  const order = useMemo(() => images.map(({ imageId }): string => imageId), [images]);
  const isOn = selection.state === "on";
  const ahead = isOn ? [] : jobs;
  const placeOf = (id: string | undefined): number | undefined => {
    const at = id === undefined ? -1 : order.indexOf(id);
    return at < 0 ? undefined : ahead.length + at;
  };
  const back = useGridPlace(list, placeOf);
  const [focused, setFocused] = useState(back?.imageId);
  useEffect(() => focusOn(list.current, back?.imageId, { preventScroll: true }), [back]);
  const wasOn = useRef(isOn);
  useLayoutEffect(() => {
    // A tile that opens and one that is chosen are two elements: the focus goes from one to the other.
    if (wasOn.current !== isOn && document.activeElement === document.body)
      focusOn(list.current, focused, { preventScroll: true });
    wasOn.current = isOn;
  }, [isOn, focused]);
  const press = usePress((id) => onSelect({ type: "toggle", id }));

  const onKeyDown = (event: KeyboardEvent): void => {
    const id = imageOf(event);
    if (id === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " ") {
      event.preventDefault();
      onSelect({ type: "toggle", id });
      return;
    }
    const columns = list.current ? columnsOf(list.current) : 1;
    const to = order[gridStep(event.key, order.indexOf(id), columns, order.length) ?? -1];
    if (to === undefined) return;
    event.preventDefault();
    // One that is far away comes into the page only now.
    flushSync(() => setFocused(to));
    focusOn(list.current, to);
    if (event.shiftKey) onSelect({ type: "reach", id: to, from: id, order });
  };
  const onClickCapture = (event: MouseEvent): void => {
    press.onClickCapture(event);
    const id = imageOf(event);
    if (!isOn || !event.shiftKey || id === undefined || event.isPropagationStopped()) return;
    event.stopPropagation();
    onSelect({ type: "reach", id, from: id, order });
  };

  return (
    <WindowedGrid
      list={list}
      cells={ahead.length + images.length}
      hasMore={hasMore}
      keyOf={(place) => ahead[place]?.id ?? order[place - ahead.length] ?? ""}
      renderCell={(place) => {
        const job = ahead[place];
        if (job) return <JobTile job={job} share={sending?.id === job.id ? sending.share : undefined} />;
        const at = place - ahead.length;
        const image = images[at];
        return (
          image && (
            <ImageTile
              image={image}
              edits={editsOf(image.imageId)}
              isSample={isSample(image)}
              eager={at < inView}
              isOn={isOn}
              isChosen={isOn && selection.chosen.has(image.imageId)}
              onSelect={onSelect}
            />
          )
        );
      }}
      held={placeOf(focused)}
      back={back}
      onFocus={(event) => setFocused(imageOf(event))}
      onKeyDown={onKeyDown}
      {...press}
      onClickCapture={onClickCapture}
    >
      {Array.from({ length: skeletons }, (_, place) => (
        <li key={`skeleton ${place}`} className="tile skeleton" aria-hidden />
      ))}
    </WindowedGrid>
  );
}

/** The photo whose tile an event is about. */
const imageOf = ({ target }: { readonly target: EventTarget }): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>("[data-image]")?.dataset["image"] : undefined;

function focusOn(list: HTMLElement | null, image: string | undefined, options?: FocusOptions): void {
  if (image !== undefined) list?.querySelector<HTMLElement>(`[data-image="${image}"]`)?.focus(options);
}

/** Drawn anew only when something of its own has changed: choosing one of many photos redraws one. */
const ImageTile = memo(function ImageTile({
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
  );
});
