import { useStore } from "#src/backend/store.ts";
import { Button } from "#src/design/button.tsx";
import { firstWords as words } from "#src/first-words.ts";
import { update } from "./update.ts";

/** A newer version is there; the person says when. */
export function UpdateBanner() {
  const start = useStore(update);
  return (
    <output>
      {start && (
        <div className="banner banner-update">
          {words.start.newVersion}
          <Button onClick={start}>{words.start.update}</Button>
        </div>
      )}
    </output>
  );
}
