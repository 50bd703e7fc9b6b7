import { Settings } from "lucide-react";
import { LinkButton } from "#src/design/button.tsx";
import { CaptureBar } from "#src/features/upload/capture-bar.tsx";
import { formatsReady } from "#src/features/start/formats-ready.ts";
import { useAsGrid } from "#src/features/start/last-grid.ts";
import { part, Parts } from "#src/features/start/part.tsx";
import { firstWords as words } from "#src/first-words.ts";
import { ActivityLink } from "./activity-link.tsx";
import { HomeWaiting } from "./home-waiting.tsx";
import "./home.css";

const loadContents = formatsReady(async () => (await import("./home-contents.tsx")).HomeContents);
const HomeContents = part(loadContents);
// On its way while the session is being opened. Failing now, offline, it is fetched again when it is shown.
if (window.location.pathname === "/") loadContents().catch(() => undefined);

/** Every listing and every photo, and the way to the next one. */
export function HomeScreen() {
  useAsGrid("/");
  return (
    <div className="home">
      <header className="home-head">
        <h1>{words.appName}</h1>
        <LinkButton href="/settings" look="plain" iconOnly label={words.home.settings}>
          <Settings aria-hidden />
        </LinkButton>
      </header>
      <main>
        <Parts waiting={<HomeWaiting />}>
          <HomeContents />
        </Parts>
      </main>
      <CaptureBar>
        <ActivityLink />
      </CaptureBar>
    </div>
  );
}
