import { Camera } from "lucide-react";
import { useRef } from "react";
import { Button } from "#src/design/button.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { PhotoInput } from "#src/features/upload/photo-input.tsx";
import { captureWords } from "#src/capture-words.ts";
import { firstWords } from "#src/first-words.ts";
import { type NoCamera } from "./camera.ts";

/** No live camera here: why, and the phone's own camera instead. */
export function OwnCamera({
  why,
  onRetry,
  onFiles,
}: {
  readonly why: NoCamera;
  readonly onRetry: () => void;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const camera = useRef<HTMLInputElement>(null);
  return (
    <div className="own-camera">
      <TroubleBox trouble={captureWords.refused[why]}>
        <Button look="main" wide onClick={() => camera.current?.click()}>
          <Camera aria-hidden />
          {captureWords.ownCamera}
        </Button>
        <Button onClick={onRetry}>{firstWords.common.tryAgain}</Button>
      </TroubleBox>
      <PhotoInput ref={camera} from="camera" onFiles={onFiles} />
    </div>
  );
}
