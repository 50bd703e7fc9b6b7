import { X } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "#src/design/button.tsx";
import { firstWords } from "#src/first-words.ts";
import { installWords as words } from "#src/install-words.ts";
import { useInstallWay } from "./install-way.ts";
import "./install-hint.css";

const closedAt = "reimagine.install-hint-closed";

/** What a place on the home screen is good for and how to get one, until it is closed on this phone. */
export function InstallHint() {
  const way = useInstallWay();
  const [isClosed, setClosed] = useState(() => localStorage.getItem(closedAt) !== null);
  if (isClosed || way.by === "nothing") return undefined;
  const close = (): void => {
    setClosed(true);
    localStorage.setItem(closedAt, new Date().toISOString());
  };
  return (
    <section className="card-note install-hint" aria-label={words.title}>
      <span>
        {words.why} {way.by === "hand" && words.byHand}
      </span>
      {way.by === "browser" && (
        <Button onClick={() => void way.ask().catch(reportError)}>{words.install}</Button>
      )}
      <IconButton label={firstWords.common.close} onClick={close}>
        <X aria-hidden />
      </IconButton>
    </section>
  );
}
