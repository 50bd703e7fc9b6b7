import { Button } from "#src/design/button.tsx";
import { PhotoFrame } from "#src/design/photo-frame.tsx";
import { ProgressLine } from "#src/design/progress-line.tsx";
import { Sheet } from "#src/design/sheet.tsx";
import { firstWords } from "#src/first-words.ts";
import { queueWords } from "#src/queue-words.ts";
import { type Job } from "./job.ts";
import { useQueue, useQueueView } from "./phone-queue.ts";
import { localPictures } from "./local-pictures.ts";

/** Every photo that waits on this phone, each with its state, its reason, and what the person can do about it. */
export function QueueSheet({ onClose }: { readonly onClose: () => void }) {
  const { jobs, sending } = useQueueView();
  return (
    <Sheet title={queueWords.title} onClose={onClose}>
      <p className="quiet">{queueWords.kept}</p>
      <ul className="queue-list">
        {jobs.map((job) => (
          <QueueLine key={job.id} job={job} share={sending?.id === job.id ? sending.share : undefined} />
        ))}
      </ul>
    </Sheet>
  );
}

function QueueLine({ job, share }: { readonly job: Job; readonly share: number | undefined }) {
  const queue = useQueue();
  const url = localPictures.show(job.id, job.photo);
  const { standing } = job;
  return (
    <li className="queue-line">
      <PhotoFrame src={url} alt="" ratio={1} className="queue-thumb" />
      <div>
        <p className="queue-name">{job.name}</p>
        <p className="small quiet numbers">{queueWords.state(job, share)}</p>
        {standing.state !== "due" && (
          <p className="small">
            {standing.reason.message} {standing.reason.remedy}
          </p>
        )}
        {share !== undefined && <ProgressLine label={queueWords.progressOf(job.name)} share={share} />}
      </div>
      <div className="queue-actions">
        {standing.state !== "due" && (
          <Button
            aria-label={queueWords.tryAgain(job.name)}
            onClick={() => {
              queue
                .tryAgain(job.id)
                .then(() => queue.drain(true))
                .catch(reportError);
            }}
          >
            {firstWords.common.tryAgain}
          </Button>
        )}
        {share === undefined && (
          <Button
            look="plain"
            aria-label={queueWords.remove(job.name)}
            onClick={() => void queue.takeOut(job.id).catch(reportError)}
          >
            {firstWords.common.remove}
          </Button>
        )}
      </div>
    </li>
  );
}
