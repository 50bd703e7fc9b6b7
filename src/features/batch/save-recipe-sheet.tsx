import { type SubmitEvent } from "react";
import { type PlanStep } from "#core/batch/plan.ts";
import { maxObjectNameLength } from "#core/limits/limits.ts";
import { useSaveRecipe } from "#src/backend/batches.ts";
import { explain } from "#src/backend/trouble.ts";
import { Button } from "#src/design/button.tsx";
import { Sheet } from "#src/design/sheet.tsx";
import { toast } from "#src/design/toast.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
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
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    if (name === "") return;
    save.mutate(
      { name, steps: steps.map(({ step }) => step) },
      {
        onSuccess: () => {
          toast({ text: batchWords.saved(name) });
          onClose();
        },
      },
    );
  };
  return (
    <Sheet title={batchWords.saveTitle} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <label className="field">
          {batchWords.saveName}
          <input
            name="name"
            required
            maxLength={maxObjectNameLength}
            placeholder={batchWords.saveExample}
            autoComplete="off"
            // The sheet is opened to type this.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
          />
        </label>
        <p className="quiet">
          {batchWords.saveWhy}
          {steps.some(({ except }) => except.length > 0) && ` ${batchWords.saveExcept}`}
        </p>
        {save.isError && <TroubleBox trouble={explain(save.error)} />}
        <Button look="main" wide type="submit" disabled={save.isPending}>
          {save.isPending ? batchWords.saving : batchWords.saveYes}
        </Button>
      </form>
    </Sheet>
  );
}
