import { CloudUpload, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "#src/design/button.tsx";
import { PhotoFrame } from "#src/design/photo-frame.tsx";
import { ProgressLine } from "#src/design/progress-line.tsx";
import { Sheet } from "#src/design/sheet.tsx";
import { useIsOnline } from "#src/features/start/signal-banner.tsx";
import { words } from "#src/words.ts";
import { type Job } from "./job.ts";
import { useQueue, useQueueView } from "./phone-queue.ts";
import { useObjectUrl } from "./use-object-url.ts";

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
        <Sheet title={words.queue.title} onClose={() => setOpen(false)}>
          <p className="quiet">{words.queue.kept}</p>
          <ul className="queue-list">
            {jobs.map((job) => (
              <QueueLine key={job.id} job={job} share={sending?.id === job.id ? sending.share : undefined} />
            ))}
          </ul>
        </Sheet>
      )}
    </>
  );
}

function QueueLine({ job, share }: { readonly job: Job; readonly share: number | undefined }) {
  const queue = useQueue();
  const url = useObjectUrl(job.photo);
  const { standing } = job;
  return (
    <li className="queue-line">
      <PhotoFrame src={url} alt="" ratio={1} className="queue-thumb" />
      <div>
        <p className="queue-name">{job.name}</p>
        <p className="small quiet numbers">{words.queue.state(job, share, Date.now())}</p>
        {standing.state !== "due" && (
          <p className="small">
            {standing.reason.message} {standing.reason.remedy}
          </p>
        )}
        {share !== undefined && <ProgressLine label={words.queue.progressOf(job.name)} share={share} />}
      </div>
      <div className="queue-actions">
        {standing.state !== "due" && (
          <Button
            aria-label={words.queue.tryAgain(job.name)}
            onClick={() => {
              queue.tryAgain(job.id).then(() => queue.drain(true)).catch(reportError);
            }}
          >
            {words.common.tryAgain}
          </Button>
        )}
        {share === undefined && (
          <Button
            look="plain"
            aria-label={words.queue.remove(job.name)}
            onClick={() => void queue.takeOut(job.id).catch(reportError)}
          >
            {words.common.remove}
          </Button>
        )}
      </div>
    </li>
  );
}
