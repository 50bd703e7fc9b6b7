import { type PlanStep } from "#core/batch/plan.ts";
import { maxObjectNameLength } from "#core/limits/limits.ts";
import { useSaveRecipe } from "#src/backend/batches.ts";
import { NameSheet } from "#src/design/name-sheet.tsx";
import { toast } from "#src/design/toast.tsx";
import { batchWords } from "#src/batch-words.ts";

/** Gives steps a name, to be done to other photos in one tap. */
export function SaveRecipeSheet({
  steps,
  onClose,
}: {
  readonly steps: readonly PlanStep[];
  readonly onClose: () => void;
}) {
  const save = useSaveRecipe();
  const saveAs = (name: string): void =>
    save.mutate(
      { name, steps: steps.map(({ step }) => step) },
      {
        onSuccess: () => {
          toast({ text: batchWords.saved(name) });
          onClose();
        },
      },
    );
  return (
    <NameSheet
      title={batchWords.saveTitle}
      label={batchWords.saveName}
      example={batchWords.saveExample}
      maxLength={maxObjectNameLength}
      isBusy={save.isPending}
      error={save.error}
      submit={save.isPending ? batchWords.saving : batchWords.saveYes}
      onName={saveAs}
      onClose={onClose}
    >
      <p className="quiet">
        {batchWords.saveWhy}
        {steps.some(({ except }) => except.length > 0) && ` ${batchWords.saveExcept}`}
      </p>
    </NameSheet>
  );
}
