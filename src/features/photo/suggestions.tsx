import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { type ImageView } from "#core/api/views.ts";
import { type Suggestion } from "#core/analysis/suggestion.ts";
import { photoEditTypes } from "#core/edit/edit-type.ts";
import { explain } from "#src/backend/trouble.ts";
import { useAnalyze } from "#src/backend/mutations.ts";
import { openDatabase } from "#src/backend/database.ts";
import { Button, IconButton } from "#src/design/button.tsx";
import { ProgressLine } from "#src/design/progress-line.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { filled } from "#src/features/edit/draft.ts";
import { useDraft } from "#src/features/edit/use-draft.ts";
import { EditTypeIcon } from "#src/features/edit/edit-type-icon.tsx";
import { editTypeWords } from "#src/edit-words.ts";
import { photoWords, suggestionWords } from "#src/photo-words.ts";
import * as z from "zod/mini";

/** What would help this photo, and everything else one can do with it. */
export function Suggestions({ image }: { readonly image: ImageView }) {
  const [, navigate] = useLocation();
  const [, update] = useDraft(image.imageId);
  const [dismissed, dismiss] = useDismissed(image);
  const analyze = useAnalyze();
  const offered = image.suggestions.filter(({ editType, reason }) => !dismissed.includes(editType + reason));
  const isLooking = image.analysisState === "pending" || analyze.isPending;

  const take = ({ editType, suggestedParams }: Suggestion): void => {
    update((now) => filled(now, editType, suggestedParams));
    navigate(`/p/${image.imageId}?do=${editType}`);
  };

  return (
    <>
      <section aria-labelledby="suggestions-title">
        <div className="section-head">
          <h2 id="suggestions-title">{suggestionWords.title}</h2>
          <Button
            look="plain"
            disabled={isLooking}
            onClick={() => {
              dismiss([]);
              analyze.mutate({ imageId: image.imageId });
            }}
          >
            {suggestionWords.again}
          </Button>
        </div>
        {isLooking && (
          <output className="looking">
            <p>{suggestionWords.looking}</p>
            <ProgressLine label={suggestionWords.looking} />
          </output>
        )}
        {analyze.isError && <TroubleBox trouble={explain(analyze.error)} />}
        {!isLooking && offered.length === 0 && (
          <p className="quiet">{suggestionWords.none[image.analysisState]}</p>
        )}
        {offered.length > 0 && (
          <ul className="suggestion-cards">
            {offered.map((one) => (
              <li key={one.editType + one.reason} className="suggestion-card">
                <button type="button" className="suggestion-card-main" onClick={() => take(one)}>
                  <EditTypeIcon type={one.editType} size={24} />
                  <strong>{editTypeWords[one.editType].name}</strong>
                  <span>{one.reason}</span>
                  <span className="small quiet">{suggestionWords.priority[one.priority]}</span>
                </button>
                <IconButton
                  label={suggestionWords.dismiss(editTypeWords[one.editType].name)}
                  onClick={() => dismiss([...dismissed, one.editType + one.reason])}
                >
                  <X aria-hidden />
                </IconButton>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="edits-title">
        <h2 id="edits-title">{photoWords.edits}</h2>
        <EditTypes onChoose={(type) => navigate(`/p/${image.imageId}?do=${type}`)} />
      </section>
    </>
  );
}

export function EditTypes({
  onChoose,
}: {
  readonly onChoose: (type: (typeof photoEditTypes)[number]) => void;
}) {
  return (
    <ul className="types">
      {photoEditTypes.map((type) => (
        <li key={type}>
          <button type="button" className="type" onClick={() => onChoose(type)}>
            <EditTypeIcon type={type} />
            <span>
              <strong>{editTypeWords[type].name}</strong>
              <span className="small quiet">{editTypeWords[type].promise}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Cards swept away stay away on this phone, until the photo is looked at again. */
function useDismissed(image: ImageView): readonly [readonly string[], (next: readonly string[]) => void] {
  const key = `dismissed/${image.imageId}`;
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const isChanged = useRef(false);
  useEffect(() => {
    const read = async (): Promise<void> => {
      const kept = z.array(z.string()).safeParse(await (await openDatabase()).get("values", key));
      if (kept.success && !isChanged.current) setDismissed(kept.data);
    };
    read().catch(reportError);
  }, [key]);
  return [
    dismissed,
    (next) => {
      isChanged.current = true;
      setDismissed(next);
      openDatabase()
        .then((database) => database.put("values", [...next], key))
        .catch(reportError);
    },
  ];
}
