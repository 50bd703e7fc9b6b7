import { useEffect, useRef } from "react";
import { Button } from "#src/design/button.tsx";
import { firstWords as words } from "#src/first-words.ts";

/** Asks for the next page when the end comes near; a button to those who do not scroll. */
export function MoreWhenSeen({
  isLoading,
  isFetching,
  onSeen,
}: {
  /** The next page is coming. */
  readonly isLoading: boolean;
  /** Anything of the list is; a page that was given up for that is asked for again when it has come. */
  readonly isFetching: boolean;
  readonly onSeen: () => void;
}) {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = mark.current;
    if (element === null || isLoading) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) onSeen();
      },
      { rootMargin: "600px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
    // Each time anew, and so when a fetch has ended: one that was given up for another leaves no other trace.
  });
  return (
    <div ref={mark} className="more" aria-busy={isFetching}>
      <Button look="plain" disabled={isLoading} onClick={onSeen}>
        {isLoading ? words.common.loading : words.home.more}
      </Button>
    </div>
  );
}
