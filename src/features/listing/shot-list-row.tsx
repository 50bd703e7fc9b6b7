import { Camera, Check } from "lucide-react";
import { Link } from "wouter";
import { type ImageView, type ListingView } from "#core/api/views.ts";
import { shotList } from "#core/listing/shot-list.ts";
import { listingWords as words } from "#src/listing-words.ts";

/** The rooms to cover. A covered one shows its photos, one that is not opens the camera. */
export function ShotListRow({
  listing: { listingId, rooms, coveredRooms },
  images,
  chosen,
  onChoose,
}: {
  readonly listing: ListingView;
  readonly images: readonly ImageView[];
  readonly chosen: string | undefined;
  readonly onChoose: (room: string | undefined) => void;
}) {
  if (rooms.length === 0) return undefined;
  // What this phone has seen last, and for photos it has not loaded yet what the backend says.
  const list = shotList(rooms, images).map(({ room, shots }) => ({
    room,
    shots: shots === 0 && coveredRooms.includes(room) ? 1 : shots,
  }));
  const covered = list.filter(({ shots }) => shots > 0).length;
  return (
    <section className="shots" aria-labelledby="shots">
      <h2 id="shots" className="small numbers">
        {words.shotList} · <span className="quiet">{words.covered(covered, list.length)}</span>
      </h2>
      <ul className="shots-row">
        {list.map(({ room, shots }) => (
          <li key={room}>
            {shots > 0 ? (
              <button
                type="button"
                className="button chip"
                aria-pressed={chosen === room}
                aria-label={words.roomCovered(room, shots)}
                onClick={() => onChoose(chosen === room ? undefined : room)}
              >
                <Check size={16} aria-hidden />
                {room}
              </button>
            ) : (
              <Link
                className="button chip chip-to-take"
                href={`/capture?listing=${listingId}&room=${encodeURIComponent(room)}`}
                aria-label={words.roomToCover(room)}
              >
                <Camera size={16} aria-hidden />
                {room}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
