import { firstWords as words } from "#src/first-words.ts";

/** Part of the app is on its way. Shows nothing for a moment, so that a quick one does not flash. */
export function Waiting() {
  return (
    <output className="waiting">
      <span className="only-spoken">{words.common.loading}</span>
    </output>
  );
}
