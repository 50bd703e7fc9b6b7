import { useEffect, useRef } from "react";
import { Button } from "#src/design/button.tsx";
import { firstWords as words } from "#src/first-words.ts";

/** Asks for the next page when the end comes near; a button to those who do not scroll. */
export function MoreWhenSeen({
  isLoading,
  onSeen,
}: {
  readonly isLoading: boolean;
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
  });
  return (
    <div ref={mark} className="more">
      <Button look="plain" disabled={isLoading} onClick={onSeen}>
        {isLoading ? words.common.loading : words.home.more}
      </Button>
    </div>
  );
}
