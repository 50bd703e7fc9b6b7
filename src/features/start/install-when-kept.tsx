import { useStore } from "#src/backend/store.ts";
import { hasKept } from "./install.ts";
import { part, Parts } from "./part.tsx";

const InstallHint = part(async () => (await import("./install-hint.tsx")).InstallHint);

/** After the first photo, and never before: the way to the home screen. */
export function InstallWhenKept() {
  return (
    useStore(hasKept) && (
      <Parts isOptional>
        <InstallHint />
      </Parts>
    )
  );
}
