import { explain, isGone } from "#src/backend/trouble.ts";
import { Button, LinkButton } from "#src/design/button.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { gridBehind } from "#src/features/start/last-grid.ts";
import { firstWords } from "#src/first-words.ts";
import { photoWords } from "#src/photo-words.ts";
import "./photo.css";

/** An address that leads to no photo, or to one that cannot be read now: why, and where to go instead. */
export function LostPhoto({
  error,
  onRetry,
}: {
  /** Undefined when the address itself names no photo. */
  readonly error?: unknown;
  readonly onRetry?: () => void;
}) {
  const isNowhere = error === undefined || isGone(error);
  return (
    <main className="photo-lost">
      <h1 className="only-spoken">{firstWords.appName}</h1>
      <TroubleBox trouble={isNowhere ? photoWords.gone : explain(error)}>
        {!isNowhere && onRetry && <Button onClick={onRetry}>{firstWords.common.tryAgain}</Button>}
        <LinkButton href={gridBehind(undefined)} look={isNowhere ? "main" : "quiet"}>
          {photoWords.toPhotos}
        </LinkButton>
      </TroubleBox>
    </main>
  );
}
