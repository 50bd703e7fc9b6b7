import { CloudUpload, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { ProgressLine } from "#src/design/progress-line.tsx";
import { useIsOnline } from "#src/features/start/signal-banner.tsx";
import { part, Parts } from "#src/features/start/part.tsx";
import { firstWords } from "#src/first-words.ts";
import { queueWords } from "#src/queue-words.ts";
import { useQueueView } from "./phone-queue.ts";
import { type QueueView } from "./queue.ts";

const QueueSheet = part(async () => (await import("./queue-sheet.tsx")).QueueSheet);

/** A slim bar while photos wait on this phone; it opens the list of them, each with its state and reason. */
export function QueueBar() {
  const { jobs, sending } = useQueueView();
  // With the last photo the list goes too: the next one must not open it.
  return jobs.length > 0 && <Bar jobs={jobs} sending={sending} />;
}

function Bar({ jobs, sending }: Pick<QueueView, "jobs" | "sending">) {
  const isOnline = useIsOnline();
  const [isOpen, setOpen] = useState(false);
  const stopped = jobs.filter(({ standing }) => standing.state === "stopped").length;
  const text = sending
    ? queueWords.sendingOf(jobs.length)
    : stopped === jobs.length
      ? queueWords.needYou(stopped)
      : queueWords.waiting(jobs.length, isOnline);
  return (
    <>
      <button type="button" className="queue-bar" onClick={() => setOpen(true)}>
        {stopped > 0 ? <TriangleAlert size={20} aria-hidden /> : <CloudUpload size={20} aria-hidden />}
        <span>{text}</span>
        <span className="queue-bar-more">{firstWords.common.show}</span>
        {sending && <ProgressLine label={queueWords.progress} share={sending.share} />}
      </button>
      {isOpen && (
        <Parts>
          <QueueSheet onClose={() => setOpen(false)} />
        </Parts>
      )}
    </>
  );
}
