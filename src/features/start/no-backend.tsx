import { CloudOff } from "lucide-react";
import { Button } from "#src/design/button.tsx";
import { EmptyState } from "#src/design/empty-state.tsx";
import { firstWords as words } from "#src/first-words.ts";

/** The app cannot find its backend: nothing answered, or something that is none. */
export function NoBackend({
  why,
  onRetry,
}: {
  readonly why: "unreachable" | "unknown";
  readonly onRetry: () => void;
}) {
  const { title, remedy } = words.start[why];
  return (
    <main>
      <h1 className="only-spoken">{words.appName}</h1>
      <EmptyState picture={<CloudOff size={40} aria-hidden />} title={title}>
        <p className="quiet">{remedy}</p>
        <Button look="main" onClick={onRetry}>
          {words.common.tryAgain}
        </Button>
      </EmptyState>
    </main>
  );
}
