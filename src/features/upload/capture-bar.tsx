import { Camera, Images } from "lucide-react";
import { type ChangeEvent, type ReactNode, useRef } from "react";
import { Button } from "#src/design/button.tsx";
import { firstWords as words } from "#src/first-words.ts";
import { useAddPhotos } from "./use-add-photos.ts";

const accepted = "image/jpeg,image/png,image/webp,image/heic,image/heif,image/*";

/** The two ways photos come in, under the thumb. */
export function CaptureBar({ children }: { readonly children?: ReactNode }) {
  const add = useAddPhotos();
  const camera = useRef<HTMLInputElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const take = ({ currentTarget }: ChangeEvent<HTMLInputElement>): void => {
    add([...(currentTarget.files ?? [])]);
    // The same photo may be picked again.
    currentTarget.value = "";
  };
  return (
    <nav className="capture-bar" aria-label={words.home.addNavigation}>
      <Button look="plain" className="capture-side" onClick={() => picker.current?.click()}>
        <Images aria-hidden />
        {words.home.addPhotos}
      </Button>
      <button
        type="button"
        className="capture"
        aria-label={words.home.takePhoto}
        title={words.home.takePhoto}
        onClick={() => camera.current?.click()}
      >
        <Camera size={30} aria-hidden />
      </button>
      {children}
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={take}
        data-source="camera"
      />
      <input
        ref={picker}
        type="file"
        accept={accepted}
        multiple
        hidden
        onChange={take}
        data-source="picker"
      />
    </nav>
  );
}
