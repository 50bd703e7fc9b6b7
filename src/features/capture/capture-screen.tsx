import { Grid3x3, Images, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { listingId as anyListingId, type ListingId } from "#core/ids.ts";
import { shotList, usualRooms } from "#core/listing/shot-list.ts";
import { useListings } from "#src/backend/listings.ts";
import { useImages } from "#src/backend/queries.ts";
import { Button, IconButton, LinkButton } from "#src/design/button.tsx";
import { isForTyping } from "#src/design/is-for-typing.ts";
import { useQueueView } from "#src/features/upload/phone-queue.ts";
import { PhotoInput } from "#src/features/upload/photo-input.tsx";
import { useAddPhotos } from "#src/features/upload/use-add-photos.ts";
import { captureWords } from "#src/capture-words.ts";
import { OwnCamera } from "./own-camera.tsx";
import { ShotList, useShotList } from "./shot-list.tsx";
import { ShotStrip } from "./shot-strip.tsx";
import { useCamera } from "./use-camera.ts";
import { useShutter } from "./use-shutter.ts";
import { Viewfinder } from "./viewfinder.tsx";
import "./capture.css";

/** The camera, for the listing its address names, or for none. */
export function CaptureScreen() {
  const [search] = useSearchParams();
  const listing = anyListingId.safeParse(search.get("listing"));
  const room = search.get("room") ?? undefined;
  return listing.success ? (
    <CaptureForListing id={listing.data} first={room} />
  ) : (
    <Capture listingId={undefined} rooms={usualRooms} first={room} covered={undefined} done="/" />
  );
}

function CaptureForListing({ id, first }: { readonly id: ListingId; readonly first: string | undefined }) {
  const listing = useListings().data?.find(({ listingId }) => listingId === id);
  const images = useImages(id).data?.pages.flatMap(({ items }) => items) ?? [];
  const { jobs } = useQueueView();
  const rooms = listing?.rooms ?? usualRooms;
  // What is sent and what still waits on this phone.
  const waiting = jobs
    .filter(({ listingId }) => listingId === id)
    .map(({ name, room }) => ({ fileName: name, room }));
  const covered = new Map(shotList(rooms, [...images, ...waiting]).map(({ room, shots }) => [room, shots]));
  return <Capture listingId={id} rooms={rooms} first={first} covered={covered} done={`/l/${id}`} />;
}

/** A viewfinder and a shutter for photos in a row. Each is on this phone before anything else happens to it. */
function Capture({
  listingId,
  rooms,
  first,
  covered,
  done,
}: {
  readonly listingId: ListingId | undefined;
  /** To be covered; the chosen one names the photos, and goes with them. */
  readonly rooms: readonly string[];
  /** The room one came to take, if it is one of them. */
  readonly first: string | undefined;
  /** How many photos the listing has of each room. */
  readonly covered: ReadonlyMap<string, number> | undefined;
  /** Where one goes from here. */
  readonly done: string;
}) {
  const add = useAddPhotos();
  const camera = useCamera();
  const video = useRef<HTMLVideoElement>(null);
  const gallery = useRef<HTMLInputElement>(null);
  const shutter = useRef<HTMLButtonElement>(null);
  const [hasGrid, setGrid] = useState(true);
  const list = useShotList(rooms, first, covered);
  const takenFor = { listingId, room: list.chosen };
  const { shots, shoot } = useShutter(
    video,
    camera.state === "on" ? camera.camera : undefined,
    async (photo) => {
      const name = list.nextName(photo.type);
      const [id] = await add([new File([photo], name, { type: photo.type })], takenFor);
      if (id !== undefined) list.count();
      return id;
    },
  );
  useKeys(shoot, done);
  const stream = camera.state === "on" ? camera.camera.stream : null;
  const isOn = stream !== null;
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  useEffect(() => {
    if (isOn) shutter.current?.focus({ preventScroll: true });
  }, [isOn]);

  return (
    <main className="capture-screen on-dusk">
      <header className="capture-head">
        <LinkButton href={done} look="glass" iconOnly label={captureWords.leave}>
          <X aria-hidden />
        </LinkButton>
        <h1 className="only-spoken">{captureWords.title}</h1>
        <IconButton
          label={captureWords.grid}
          look="glass"
          aria-pressed={hasGrid}
          onClick={() => setGrid(!hasGrid)}
        >
          <Grid3x3 aria-hidden />
        </IconButton>
      </header>
      <div className="capture-view">
        {camera.state === "refused" ? (
          <OwnCamera why={camera.why} onRetry={camera.retry} onFiles={(files) => void add(files, takenFor)} />
        ) : (
          <Viewfinder
            isOn={isOn}
            video={video}
            hasGrid={hasGrid}
            flashes={shots.kept.length + shots.pending}
          />
        )}
        <ShotStrip shots={shots.kept} />
      </div>
      <div className="capture-controls">
        <ShotList rooms={rooms} list={list} />
        <div className="capture-row">
          <LinkButton href={done} look="glass">
            {captureWords.done}
            {shots.kept.length > 0 && <span className="capture-count numbers">{shots.kept.length}</span>}
          </LinkButton>
          <button
            ref={shutter}
            type="button"
            className="shutter"
            aria-label={captureWords.shutter}
            disabled={!isOn}
            onClick={shoot}
          />
          <Button look="glass" onClick={() => gallery.current?.click()} aria-label={captureWords.gallery}>
            <Images aria-hidden />
          </Button>
        </div>
      </div>
      <output className="only-spoken">{shots.kept.length > 0 && captureWords.kept(shots.kept.length)}</output>
      <PhotoInput ref={gallery} from="gallery" onFiles={(files) => void add(files, takenFor)} />
    </main>
  );
}

/** Space takes a photo wherever the focus is, but on what has a use for it; Escape leaves. */
function useKeys(shoot: () => void, done: string): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !(event.target instanceof Element && event.target.closest("dialog")))
        navigate(done);
      if (event.key !== " " || event.repeat || isForTyping(event.target)) return;
      event.preventDefault();
      shoot();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });
}
