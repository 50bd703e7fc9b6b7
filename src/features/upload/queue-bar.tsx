import { CloudUpload, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { ProgressLine } from "#src/design/progress-line.tsx";
import { useIsOnline } from "#src/features/start/signal-banner.tsx";
import { part, Parts } from "#src/features/start/part.tsx";
import { firstWords as words } from "#src/first-words.ts";
import { useQueueView } from "./phone-queue.ts";

const QueueSheet = part(async () => (await import("./queue-sheet.tsx")).QueueSheet);

/** A slim bar while photos wait on this phone; it opens the list of them, each with its state and reason. */
export function QueueBar() {
  const { jobs, sending } = useQueueView();
  const isOnline = useIsOnline();
  const [isOpen, setOpen] = useState(false);
  if (jobs.length === 0) return undefined;
  const stopped = jobs.filter(({ standing }) => standing.state === "stopped").length;
  const text = sending
    ? words.queue.sendingOf(jobs.length)
    : stopped === jobs.length
      ? words.queue.needYou(stopped)
      : words.queue.waiting(jobs.length, isOnline);
  return (
    <>
      <button type="button" className="queue-bar" onClick={() => setOpen(true)}>
        {stopped > 0 ? <TriangleAlert size={20} aria-hidden /> : <CloudUpload size={20} aria-hidden />}
        <span>{text}</span>
        <span className="queue-bar-more">{words.common.show}</span>
        {sending && <ProgressLine label={words.queue.progress} share={sending.share} />}
      </button>
      {isOpen && (
        <Parts>
          <QueueSheet onClose={() => setOpen(false)} />
        </Parts>
      )}
    </>
  );
}
