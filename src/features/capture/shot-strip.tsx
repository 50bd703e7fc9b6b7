import { Check, CircleAlert } from "lucide-react";
import { useState } from "react";
import { ProgressLine } from "#src/design/progress-line.tsx";
import { useQueueView } from "#src/features/upload/phone-queue.ts";
import { QueueSheet } from "#src/features/upload/queue-sheet.tsx";
import { captureWords } from "#src/capture-words.ts";
import { type Shot } from "./use-shutter.ts";

const most = 5;

/** The newest photos, each with where it stands; a tap opens the list of what waits, with reasons. */
export function ShotStrip({ shots }: { readonly shots: readonly Shot[] }) {
  const { jobs, sending } = useQueueView();
  const [isOpen, setOpen] = useState(false);
  if (shots.length === 0) return undefined;
  const stateOf = ({ id }: Shot): keyof typeof captureWords.shotStates => {
    const job = jobs.find((one) => one.id === id);
    if (job === undefined) return "sent";
    if (job.standing.state === "stopped") return "problem";
    return sending?.id === id ? "sending" : "kept";
  };
  return (
    <>
      <ol className="shot-strip" aria-label={captureWords.shots}>
        {shots.slice(-most).map((shot) => {
          const state = stateOf(shot);
          return (
            <li key={shot.id}>
              <button
                type="button"
                className={`shot shot-${state}`}
                aria-label={captureWords.shot(shot.place, captureWords.shotStates[state])}
                disabled={jobs.length === 0}
                onClick={() => setOpen(true)}
              >
                <img src={shot.url} alt="" />
                {state === "sent" && <Check size={16} aria-hidden />}
                {state === "problem" && <CircleAlert size={16} aria-hidden />}
                {state === "sending" && (
                  <ProgressLine label={captureWords.shotStates.sending} share={sending?.share} />
                )}
              </button>
            </li>
          );
        })}
      </ol>
      {isOpen && <QueueSheet onClose={() => setOpen(false)} />}
    </>
  );
}
