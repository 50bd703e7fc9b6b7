import { Activity } from "lucide-react";
import { LinkButton } from "#src/design/button.tsx";
import { firstWords as words } from "#src/first-words.ts";
import { useEditStates } from "./use-edit-states.ts";

/** To what runs and what wants to be looked at, with how many those are. */
export function ActivityLink() {
  const { toLookAt } = useEditStates();
  return (
    <LinkButton href="/activity" look="plain">
      <Activity aria-hidden />
      {words.home.activity}
      {toLookAt > 0 && (
        <span className="badge numbers" aria-label={words.home.toLookAt(toLookAt)}>
          {toLookAt}
        </span>
      )}
    </LinkButton>
  );
}
