import { X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, type SubmitEvent, useRef } from "react";
import { maxCommandLength } from "#core/batch/plan.ts";
import { presets } from "#core/batch/presets.ts";
import { type RecipeView } from "#core/api/batch-views.ts";
import { useDeleteRecipe, useRecipes } from "#src/backend/batches.ts";
import { sayTrouble } from "#src/backend/say-trouble.ts";
import { Button, IconButton } from "#src/design/button.tsx";
import { toast } from "#src/design/toast.tsx";
import { batchWords } from "#src/batch-words.ts";
import { type Ask, askRecipe } from "./planning.ts";

/** A sentence, or a tap: examples fill the sentence, presets and saved recipes are planned at once. */
export function CommandForm({
  command,
  onWrite,
  onAsk,
  isOpen,
}: {
  readonly command: string;
  readonly onWrite: (command: string) => void;
  readonly onAsk: (ask: Ask) => void;
  /** No plan yet: what one could say is shown. */
  readonly isOpen: boolean;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  const recipes = useRecipes();
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (command.trim() !== "") onAsk({ by: "command", command: command.trim() });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // While a word is being composed, Enter belongs to the keyboard.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };
  const fill = (example: string): void => {
    onWrite(example);
    field.current?.focus();
  };
  return (
    <section className="batch-command">
      <form id="command" onSubmit={submit}>
        <label className="field">
          {batchWords.command}
          <textarea
            ref={field}
            rows={2}
            value={command}
            maxLength={maxCommandLength}
            placeholder={batchWords.commandExample}
            enterKeyHint="go"
            aria-describedby="command-hint"
            onChange={(event) => onWrite(event.currentTarget.value.replaceAll("\n", " "))}
            onKeyDown={onKeyDown}
          />
        </label>
        <p className="small quiet" id="command-hint">
          {batchWords.commandHint}
        </p>
      </form>
      {isOpen && (
        <Chips title={batchWords.examples}>
          {batchWords.exampleCommands.map((example) => (
            <li key={example}>
              <Button className="chip" onClick={() => fill(example)}>
                {example}
              </Button>
            </li>
          ))}
        </Chips>
      )}
      {recipes.data && recipes.data.length > 0 && (
        <Chips title={batchWords.recipes}>
          {recipes.data.map((recipe) => (
            <SavedRecipe key={recipe.recipeId} recipe={recipe} onAsk={onAsk} />
          ))}
        </Chips>
      )}
      {isOpen && (
        <Chips title={batchWords.presets}>
          {presets.map(({ name, steps }) => (
            <li key={name}>
              <Button className="chip" onClick={() => onAsk(askRecipe(name, steps))}>
                {name}
              </Button>
            </li>
          ))}
        </Chips>
      )}
    </section>
  );
}

function Chips({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <h2 className="batch-chips-title">{title}</h2>
      <ul className="chips">{children}</ul>
    </div>
  );
}

function SavedRecipe({
  recipe: { recipeId, name, steps },
  onAsk,
}: {
  readonly recipe: RecipeView;
  readonly onAsk: (ask: Ask) => void;
}) {
  const remove = useDeleteRecipe();
  return (
    <li className="batch-recipe">
      <Button className="chip" onClick={() => onAsk(askRecipe(name, steps))}>
        {name}
      </Button>
      <IconButton
        label={batchWords.deleteRecipe(name)}
        disabled={remove.isPending}
        onClick={() =>
          remove.mutate(
            { recipeId },
            { onSuccess: () => toast({ text: batchWords.recipeDeleted(name) }), onError: sayTrouble },
          )
        }
      >
        <X aria-hidden />
      </IconButton>
    </li>
  );
}
