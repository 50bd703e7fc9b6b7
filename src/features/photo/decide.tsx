import { type ReactNode, useEffect } from "react";
import { useLocation } from "wouter";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { isWaiting } from "#core/edit/edit.ts";
import { type PhotoEditType } from "#core/edit/edit-type.ts";
import { mayDo } from "#core/edit/preview.ts";
import { problemOf } from "#core/problem.ts";
import { explain } from "#src/backend/trouble.ts";
import { useDeleteUndoably } from "#src/backend/deletions.ts";
import { useAccept, useRemoveEdit, useRequestEdit } from "#src/backend/mutations.ts";
import { newRequestId } from "#src/backend/request-id.ts";
import { Button } from "#src/design/button.tsx";
import { isForTyping } from "#src/design/is-for-typing.ts";
import { toast } from "#src/design/toast.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { filled, readEditType, withoutPlaces } from "#src/features/edit/draft.ts";
import { useDraft } from "#src/features/edit/use-draft.ts";
import { describeParams } from "#src/features/edit/describe-params.ts";
import { editTypeWords, editWords } from "#src/edit-words.ts";
import { firstWords } from "#src/first-words.ts";
import { Remedy } from "#src/features/edit/remedy.tsx";
import { Download } from "./download.tsx";
import { EditTypes } from "./suggestions.tsx";
import { EditProgress } from "./edit-progress.tsx";
import { QuietLine } from "./quiet-line.tsx";
import { Variants } from "./variants.tsx";

/** The edit on screen, and what may be done with it. What may be is said by core, state by state. */
export function Decide({
  image,
  edit,
  edits,
  children,
}: {
  readonly image: ImageView;
  readonly edit: EditView;
  readonly edits: readonly EditView[];
  /** Between the edit and the bar under the thumb. */
  readonly children: ReactNode;
}) {
  const [, navigate] = useLocation();
  const [, update] = useDraft(image.imageId);
  const accept = useAccept();
  const again = useRequestEdit();
  const remove = useRemoveEdit();
  const removeUndoably = useDeleteUndoably();
  const here = `/p/${image.imageId}`;
  const name = editTypeWords[edit.editType].name;
  // A batch's steps have no form here.
  const form = readEditType(edit.editType);
  const may = (action: Parameters<typeof mayDo>[1]): boolean => mayDo(edit.status, action);
  const isBusy = accept.isPending || again.isPending || remove.isPending;
  const failure = accept.error ?? again.error ?? remove.error;

  const keep = (): void =>
    accept.mutate(
      { editId: edit.editId },
      {
        onSuccess: () => {
          navigator.vibrate?.(12);
          if (form) update((now) => withoutPlaces(now, form));
          toast({ text: editWords.kept(name) });
        },
      },
    );
  const anotherOne = (): void =>
    again.mutate(
      {
        requestId: newRequestId(),
        imageId: image.imageId,
        parentEditId: edit.parentEditId,
        regenerates: edit.editId,
        editType: edit.editType,
        params: edit.params,
      },
      { onSuccess: ({ edit: next }) => next && navigate(`${here}?edit=${next.editId}`, { replace: true }) },
    );
  const change = (type: PhotoEditType): void => {
    update((now) => filled(now, type, edit.params));
    const on = edit.parentEditId ? `&edit=${edit.parentEditId}` : "";
    navigate(`${here}?do=${type}&again=${edit.editId}${on}`);
  };
  const goOn = (): void => {
    const twin = edits.find(
      ({ variantOf, editId }) => variantOf === edit.variantOf && editId !== edit.editId,
    );
    const next = twin?.editId ?? edit.parentEditId;
    navigate(next ? `${here}?edit=${next}` : here, { replace: true });
  };
  const discard = (): void =>
    remove.mutate(edit, {
      onSuccess: () => {
        goOn();
        toast({ text: isWaiting(edit.status) ? editWords.cancelled(name) : editWords.discarded(name) });
      },
    });
  const takeAway = (): void => {
    goOn();
    removeUndoably([{ what: "edit", editId: edit.editId, imageId: edit.imageId }], editWords.deleted(name));
  };
  useKeys({
    ...(may("accept") && !isBusy ? { k: keep } : {}),
    ...(may("cancel") && !isBusy ? { d: discard } : {}),
  });

  return (
    <>
      <section className="decide" aria-labelledby="decide-title">
        <div className="decide-head">
          <div>
            <h2 id="decide-title">{name}</h2>
            <p className="quiet">{describeParams(edit)}</p>
          </div>
          {may("regenerate") && form && (
            <Button look="plain" disabled={isBusy} onClick={() => change(form)}>
              {editWords.change}
            </Button>
          )}
        </div>
        {isWaiting(edit.status) && <EditProgress edit={edit} />}
        {edit.status === "failed" && (
          <TroubleBox trouble={edit.problem ?? problemOf("model-failed")}>
            <Remedy
              image={image}
              problem={edit.problem ?? undefined}
              on={edits.find(({ editId }) => editId === edit.parentEditId)}
              again={edit}
            />
          </TroubleBox>
        )}
        {(edit.status === "preview" || edit.status === "completed") && (
          <QuietLine edit={edit} edits={edits} />
        )}
        <Variants edit={edit} edits={edits} />
        {failure && <TroubleBox trouble={explain(failure)} />}
        {may("edit-again") && (
          <div>
            <h2>{editWords.onThis}</h2>
            <EditTypes onChoose={(type) => navigate(`${here}?edit=${edit.editId}&do=${type}`)} />
          </div>
        )}
      </section>
      {children}
      <div className="decide-bar">
        {may("accept") && (
          <Button look="main" wide disabled={isBusy} onClick={keep} aria-keyshortcuts="K">
            {editWords.keep}
          </Button>
        )}
        {may("download") && <Download what={edit} fileName={image.fileName} />}
        <div className="decide-row">
          {may("regenerate") && (
            <Button disabled={isBusy} onClick={anotherOne}>
              {edit.status === "failed" ? firstWords.common.tryAgain : editWords.again}
            </Button>
          )}
          {may("cancel") && (
            <Button disabled={isBusy} onClick={discard} aria-keyshortcuts="D">
              {isWaiting(edit.status) ? editWords.cancel : editWords.discard}
            </Button>
          )}
          {may("delete") && (
            <Button look="danger" disabled={isBusy} onClick={takeAway}>
              {editWords.remove}
            </Button>
          )}
        </div>
      </div>
    </>
  );
}

/** Single keys, where nothing is being typed. */
function useKeys(actions: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (isForTyping(event.target) && event.target instanceof HTMLInputElement) return;
      actions[event.key.toLowerCase()]?.();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });
}
