import { Ruler } from "lucide-react";
import { type RefObject, useState } from "react";
import { Button } from "#src/design/button.tsx";
import { captureWords } from "#src/capture-words.ts";
import { type Hold, isLevel } from "./level.ts";
import { useExposure } from "./use-exposure.ts";
import { useHold } from "./use-hold.ts";

/** What the camera sees, whole, with what helps to hold it: thirds, the horizon, a word about the light. */
export function Viewfinder({
  isOn,
  video,
  hasGrid,
  flashes,
}: {
  readonly isOn: boolean;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly hasGrid: boolean;
  /** Counts the presses of the shutter: the picture blinks with each. */
  readonly flashes: number;
}) {
  const exposure = useExposure(video, isOn);
  const hold = useHold();
  const [ratio, setRatio] = useState(3 / 4);
  return (
    <div className="viewfinder">
      <div
        className="viewfinder-frame"
        style={{ aspectRatio: ratio, width: `min(100cqw, ${100 * ratio}cqh)` }}
      >
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- a viewfinder says nothing */}
        <video
          ref={video}
          className="viewfinder-film"
          autoPlay
          playsInline
          muted
          aria-hidden
          onResize={({ currentTarget: { videoWidth, videoHeight } }) => {
            // The phone was turned, or the film has begun.
            if (videoWidth > 0 && videoHeight > 0) setRatio(videoWidth / videoHeight);
          }}
        />
        {!isOn && <output className="viewfinder-note">{captureWords.opening}</output>}
        {flashes > 0 && <span key={flashes} className="viewfinder-flash" aria-hidden />}
        {hasGrid && <span className="viewfinder-grid" aria-hidden />}
        {hold.state === "held" && hold.hold && <Horizon hold={hold.hold} />}
      </div>
      <div className="viewfinder-hints">
        {hold.state === "asks" && (
          <Button look="glass" onClick={hold.ask}>
            <Ruler aria-hidden />
            {captureWords.level}
          </Button>
        )}
        <output>
          {isOn && exposure !== "fine" && (
            <span className="viewfinder-hint">{captureWords.exposure[exposure]}</span>
          )}
        </output>
      </div>
    </div>
  );
}

const mostPitch = 20;

/** A line that stays level in the world: it lies on its two marks, in the accent, when verticals will be vertical. */
function Horizon({ hold }: { readonly hold: Hold }) {
  const pitch = Math.max(-mostPitch, Math.min(mostPitch, hold.pitch));
  return (
    <span className={`horizon${isLevel(hold) ? " horizon-level" : ""}`} aria-hidden>
      <span style={{ transform: `translateY(${pitch * 6}px) rotate(${-hold.roll}deg)` }} />
    </span>
  );
}
