import { ImageOff } from "lucide-react";
import { type CSSProperties } from "react";
import { noteFirstPicture } from "#src/boot/settled.ts";
import { usePicture } from "./use-picture.ts";

/** A picture in a frame of its final size: nothing jumps when it comes. */
export function PhotoFrame({
  src: url,
  small,
  alt,
  ratio,
  eager = false,
  isComing = true,
  className = "",
  style,
  onBroken,
}: {
  readonly src: string | undefined;
  /** A smaller copy of the same picture, shown until the other one is there. */
  readonly small?: string | undefined;
  readonly alt: string;
  /** Width over height. */
  readonly ratio?: number | undefined;
  readonly eager?: boolean;
  /** Whether there will be a picture where there is no address yet. */
  readonly isComing?: boolean;
  readonly className?: string;
  readonly style?: CSSProperties | undefined;
  /** The picture would not load: its address has died, or its file is gone. */
  readonly onBroken?: (() => void) | undefined;
}) {
  const { src, isBroken, fail } = usePicture(url, small);
  return (
    <span
      className={`frame ${className}`}
      style={{ display: "block", ...(ratio === undefined ? {} : { aspectRatio: String(ratio) }), ...style }}
    >
      {src === undefined && isComing ? (
        <span className="frame-empty skeleton">
          <span className="only-spoken">{alt}</span>
        </span>
      ) : src === undefined || isBroken ? (
        <span className="frame-empty">
          <ImageOff aria-hidden />
          <span className="only-spoken">{alt}</span>
        </span>
      ) : (
        <img
          src={src}
          data-first={small ?? url}
          alt={alt}
          loading={eager ? "eager" : "lazy"}
          fetchPriority={eager ? "high" : "auto"}
          decoding="async"
          draggable={false}
          onLoad={eager ? noteFirstPicture : undefined}
          onError={() => {
            fail();
            onBroken?.();
          }}
        />
      )}
    </span>
  );
}
