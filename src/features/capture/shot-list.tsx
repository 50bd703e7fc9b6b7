import { Check } from "lucide-react";
import { useState } from "react";
import { captureWords } from "#src/capture-words.ts";

/** Which rooms have been covered just now, and which one is next. */
interface RoomList {
  readonly chosen: string | undefined;
  readonly choose: (room: string | undefined) => void;
  readonly shotsOf: (room: string) => number;
  /** The name of the next photo, of this media type. */
  readonly nextName: (type: string) => string;
  /** The photo that was next is kept. */
  readonly count: () => void;
}

const unnamed = "";

/**
 * @param rooms   to be covered; a listing's may come a moment after the camera has opened
 * @param first   chosen until the person chooses another, or none
 * @param covered what the listing has already; without one, what was taken since the camera was opened counts
 */
export function useShotList(
  rooms: readonly string[],
  first: string | undefined,
  covered: ReadonlyMap<string, number> | undefined,
): RoomList {
  const [choice, setChoice] = useState<{ readonly room: string | undefined }>({ room: first });
  const chosen = rooms.find((room) => room === choice.room);
  const choose = (room: string | undefined): void => setChoice({ room });
  const [shots, setShots] = useState<ReadonlyMap<string, number>>(new Map());
  const key = chosen ?? unnamed;
  const shotsOf = (room: string): number => covered?.get(room) ?? shots.get(room) ?? 0;
  return {
    chosen,
    choose,
    shotsOf,
    nextName: (type) =>
      captureWords.fileName(chosen, shotsOf(key) + 1, Date.now(), type === "image/png" ? "png" : "jpg"),
    count: () => setShots((now) => new Map(now).set(key, (now.get(key) ?? 0) + 1)),
  };
}

/** The rooms to cover, as chips: the chosen one gives the photos their name, the covered ones are ticked. */
export function ShotList({ rooms, list }: { readonly rooms: readonly string[]; readonly list: RoomList }) {
  return (
    <fieldset className="shot-list">
      <legend className="only-spoken">{captureWords.rooms}</legend>
      {rooms.map((room) => {
        const of = list.shotsOf(room);
        return (
          <button
            key={room}
            type="button"
            className="button button-glass chip"
            aria-pressed={list.chosen === room}
            aria-label={captureWords.roomShots(room, of)}
            onClick={() => list.choose(list.chosen === room ? undefined : room)}
          >
            {of > 0 && <Check size={16} aria-hidden />}
            {room}
          </button>
        );
      })}
    </fieldset>
  );
}
