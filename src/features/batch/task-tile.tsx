import { Check, CircleAlert, Undo2 } from "lucide-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import { type BatchTaskView } from "#core/api/batch-views.ts";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { isRetryable, isTaskWaiting } from "#core/batch/batch.ts";
import { editSteps } from "#core/edit/edit.ts";
import { renewAddresses } from "#src/backend/queries.ts";
import { PhotoFrame } from "#src/design/photo-frame.tsx";
import { Ring } from "#src/features/home/photo-tile.tsx";
import { localPictures } from "#src/features/upload/local-pictures.ts";
import { batchWords } from "#src/batch-words.ts";
import { editWords } from "#src/edit-words.ts";

/** One photo of a batch: its picture, and where its part stands. A tap opens it, compared with what it was. */
export function TaskTile({
  task,
  image,
  edit,
  isBefore,
}: {
  readonly task: BatchTaskView;
  readonly image: ImageView | undefined;
  /** Its result, once that is known. */
  readonly edit: EditView | undefined;
  readonly isBefore: boolean;
}) {
  const client = useQueryClient();
  const { imageId, editId, status } = task;
  const text = stateWords(task);
  const original = image?.thumbUrl ?? localPictures.of(imageId);
  const isMade = status === "completed" && editId;
  return (
    <Link
      className={`tile${status === "refused" ? " tile-refused" : ""}`}
      href={isMade ? `/p/${imageId}?edit=${editId}` : `/p/${imageId}`}
      aria-label={batchWords.task(image?.fileName ?? batchWords.aPhoto, text)}
    >
      <PhotoFrame
        src={isBefore || !edit ? original : (edit.thumbUrl ?? original)}
        alt=""
        isComing={image?.state !== "refused"}
        className="tile-frame"
        onBroken={() => renewAddresses(client)}
      />
      <span className={`tile-state tile-${kindOf(task)}`}>
        <StateRing task={task} />
        {text}
      </span>
    </Link>
  );
}

function stateWords({ status, step }: BatchTaskView): string {
  return status === "processing" && step ? editWords.steps[step] : batchWords.status[status];
}

function kindOf({ status }: BatchTaskView): "working" | "problem" | "done" {
  if (isTaskWaiting(status)) return "working";
  return isRetryable(status) || status === "corrupted" ? "problem" : "done";
}

function StateRing({ task }: { readonly task: BatchTaskView }) {
  const { status, step } = task;
  if (kindOf(task) === "problem") return <CircleAlert size={14} aria-hidden />;
  if (status === "completed") return <Check size={14} strokeWidth={3} aria-hidden />;
  if (status === "undone") return <Undo2 size={14} aria-hidden />;
  if (status === "pending") return <Ring kind="working" share={0} />;
  if (status === "processing" || status === "preview")
    return (
      <Ring
        kind="working"
        share={step && status === "processing" ? (editSteps.indexOf(step) + 0.5) / editSteps.length : 0.95}
      />
    );
  return undefined;
}
