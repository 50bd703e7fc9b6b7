import { Camera, Images } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { Link } from "wouter";
import { type ListingId } from "#core/ids.ts";
import { Button } from "#src/design/button.tsx";
import { firstWords as words } from "#src/first-words.ts";
import { PhotoInput } from "./photo-input.tsx";
import { useAddPhotos } from "./use-add-photos.ts";

/** The two ways photos come in, under the thumb; into a listing where one is open. */
export function CaptureBar({
  listingId,
  children,
}: {
  readonly listingId?: ListingId;
  readonly children?: ReactNode;
}) {
  const add = useAddPhotos();
  const gallery = useRef<HTMLInputElement>(null);
  return (
    <nav className="capture-bar" aria-label={words.home.addNavigation}>
      <Button look="plain" className="capture-side" onClick={() => gallery.current?.click()}>
        <Images aria-hidden />
        {words.home.addPhotos}
      </Button>
      <Link
        className="capture"
        href={listingId === undefined ? "/capture" : `/capture?listing=${listingId}`}
        aria-label={words.home.takePhoto}
        title={words.home.takePhoto}
      >
        <Camera size={30} aria-hidden />
      </Link>
      {children}
      <PhotoInput ref={gallery} from="gallery" onFiles={(files) => void add(files, { listingId })} />
    </nav>
  );
}
