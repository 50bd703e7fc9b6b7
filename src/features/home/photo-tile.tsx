import { Check, CircleAlert, Sparkles } from "lucide-react";
import { Link } from "wouter";
import { type ImageView } from "#core/api/views.ts";
import { PhotoFrame } from "#src/design/photo-frame.tsx";
import { type Job } from "#src/features/upload/job.ts";
import { localPictures } from "#src/features/upload/local-pictures.ts";
import { firstWords as words } from "#src/first-words.ts";
import { listingWords } from "#src/listing-words.ts";
import { queueWords } from "#src/queue-words.ts";
import { type EditState } from "./use-edit-states.ts";

/** Set while photos are being selected: a tap chooses instead of opening. */
interface Choice {
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

/** One photo in the grid; over it, only what needs saying. */
export function PhotoTile({
  image,
  edits,
  isSample,
  eager,
  onBroken,
  choice,
}: {
  readonly image: ImageView;
  readonly edits: EditState | undefined;
  readonly isSample: boolean;
  readonly eager: boolean;
  readonly onBroken: () => void;
  readonly choice: Choice | undefined;
}) {
  const state = stateOf(image, edits);
  const suggestions = image.suggestions.length;
  const name = [image.fileName, state?.text].filter((text) => text !== undefined).join(", ");
  const className = `tile${image.state === "refused" ? " tile-refused" : ""}`;
  const inside = (
    <>
      <PhotoFrame
        src={image.thumbUrl ?? localPictures.of(image.imageId)}
        alt=""
        eager={eager}
        isComing={image.state !== "refused"}
        className="tile-frame"
        onBroken={onBroken}
      />
      {isSample && <span className="tile-sample">{listingWords.sample}</span>}
      {state && (
        <span className={`tile-state tile-${state.kind}`}>
          {state.kind === "problem" ? <CircleAlert size={14} aria-hidden /> : <Ring kind={state.kind} />}
          {state.text}
        </span>
      )}
      {edits === undefined && image.state === "ready" && suggestions > 0 && (
        <span className="tile-ideas numbers" title={words.home.ideas(suggestions)}>
          <Sparkles size={13} aria-hidden />
          {suggestions}
        </span>
      )}
      {choice && (
        <span className="tile-choice" aria-hidden>
          {choice.isChosen && <Check size={18} strokeWidth={3} />}
        </span>
      )}
    </>
  );
  return choice ? (
    <button
      type="button"
      // A picture cannot stand inside a native checkbox; the role says what it is.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="checkbox"
      aria-checked={choice.isChosen}
      aria-label={listingWords.selection.photo(name)}
      className={`${className} tile-button`}
      data-image={image.imageId}
      onClick={choice.onToggle}
    >
      {inside}
    </button>
  ) : (
    <Link className={className} href={`/p/${image.imageId}`} aria-label={name} data-image={image.imageId}>
      {inside}
    </Link>
  );
}

/** A photo that is on this phone only. */
export function JobTile({ job, share }: { readonly job: Job; readonly share: number | undefined }) {
  const url = localPictures.show(job.id, job.photo);
  const text = queueWords.state(job, share);
  const kind = job.standing.state === "stopped" ? "problem" : "working";
  return (
    <div className="tile">
      <PhotoFrame src={url} alt={words.home.jobName(job.name)} className="tile-frame" />
      <span className={`tile-state tile-${kind} numbers`}>
        {kind === "problem" ? <CircleAlert size={14} aria-hidden /> : <Ring kind={kind} share={share} />}
        {text}
      </span>
    </div>
  );
}

type StateKind = "working" | "look" | "done" | "problem";

function stateOf(
  image: ImageView,
  edits: EditState | undefined,
): { readonly kind: StateKind; readonly text: string } | undefined {
  const { states } = words.home;
  if (image.state === "refused") return { kind: "problem", text: states.refused };
  if (image.state === "announced") return { kind: "working", text: states.announced };
  if (image.state === "preparing") return { kind: "working", text: states.preparing };
  if (edits === "working") return { kind: "working", text: states.editing };
  if (edits === "look") return { kind: "look", text: states.look };
  if (image.analysisState === "pending") return { kind: "working", text: states.analysing };
  if (edits === "edited") return { kind: "done", text: states.edited };
  return undefined;
}

export function Ring({ kind, share }: { readonly kind: StateKind; readonly share?: number | undefined }) {
  const round = 2 * Math.PI * 6;
  const filled = kind === "working" ? (share ?? 0.3) : 1;
  return (
    <svg
      className={kind === "working" && share === undefined ? "ring ring-turning" : "ring"}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      aria-hidden
    >
      <circle cx="8" cy="8" r="6" opacity="0.3" />
      <circle
        cx="8"
        cy="8"
        r="6"
        strokeDasharray={`${round * filled} ${round}`}
        transform="rotate(-90 8 8)"
      />
    </svg>
  );
}
