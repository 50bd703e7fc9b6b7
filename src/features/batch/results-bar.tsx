import { Bookmark, Download, Undo2 } from "lucide-react";
import { useState } from "react";
import { useLocation } from "wouter";
import { type BatchView } from "#core/api/batch-views.ts";
import { useBackend } from "#src/backend/backend.ts";
import { useUndoBatch } from "#src/backend/batches.ts";
import { sayTrouble } from "#src/backend/say-trouble.ts";
import { explain } from "#src/backend/trouble.ts";
import { Button } from "#src/design/button.tsx";
import { Sheet } from "#src/design/sheet.tsx";
import { toast } from "#src/design/toast.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { batchWords } from "#src/batch-words.ts";
import { fetchingWords } from "#src/fetching-words.ts";
import { firstWords } from "#src/first-words.ts";
import { type Chosen } from "./chosen.ts";
import { downloadAll } from "./download-all.ts";
import { SaveRecipeSheet } from "./save-recipe-sheet.tsx";

/** What can be done with the results: take them all, take them all back, do it again to other photos. */
export function ResultsBar({ batch }: { readonly batch: BatchView }) {
  const { call } = useBackend();
  const [, navigate] = useLocation();
  const [sheet, setSheet] = useState<"undo" | "save">();
  const [saving, setSaving] = useState<string>();
  const { tasks, steps, command, state } = batch;
  const made = tasks.flatMap(({ editId, status }) => (editId && status === "completed" ? [editId] : []));
  const download = async (): Promise<void> => {
    setSaving(fetchingWords({ place: 1, of: made.length, bytes: 0 }));
    try {
      const saved = await downloadAll(call, made, (fetching) =>
        setSaving(fetching.place <= fetching.of ? fetchingWords(fetching) : batchWords.packing),
      );
      toast({ text: batchWords.downloaded(made.length, saved) });
    } catch (error) {
      sayTrouble(error);
    } finally {
      setSaving(undefined);
    }
  };
  const planAgain = (): void => {
    const chosen: Chosen = {
      imageIds: tasks.map(({ imageId }) => imageId),
      ...(command ? { command } : {}),
    };
    navigate("/batch", { state: chosen });
  };
  return (
    <>
      <div className="batch-acts">
        {made.length > 0 && state !== "undone" && (
          <Button look="plain" onClick={() => setSheet("undo")}>
            <Undo2 aria-hidden />
            {batchWords.undo}
          </Button>
        )}
        <Button look="plain" onClick={() => setSheet("save")}>
          <Bookmark aria-hidden />
          {batchWords.save}
        </Button>
      </div>
      {made.length > 0 ? (
        <Button look="main" wide disabled={saving !== undefined} onClick={() => void download()}>
          <Download aria-hidden />
          <span className="numbers" aria-live="polite">
            {saving ?? batchWords.download(made.length)}
          </span>
        </Button>
      ) : (
        <Button look="main" wide onClick={planAgain}>
          {batchWords.again}
        </Button>
      )}
      {sheet === "undo" && <UndoSheet batch={batch} made={made.length} onClose={() => setSheet(undefined)} />}
      {sheet === "save" && <SaveRecipeSheet steps={steps} onClose={() => setSheet(undefined)} />}
    </>
  );
}

function UndoSheet({
  batch: { batchId },
  made,
  onClose,
}: {
  readonly batch: BatchView;
  readonly made: number;
  readonly onClose: () => void;
}) {
  const undo = useUndoBatch();
  return (
    <Sheet title={batchWords.undoTitle} onClose={onClose}>
      <div className="form">
        <p>{batchWords.undoWhat(made)}</p>
        {undo.isError && <TroubleBox trouble={explain(undo.error)} />}
        <div className="stack">
          <Button
            look="danger"
            wide
            disabled={undo.isPending}
            onClick={() => undo.mutate({ batchId }, { onSuccess: onClose })}
          >
            {batchWords.undoYes}
          </Button>
          <Button wide onClick={onClose}>
            {firstWords.common.cancel}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
