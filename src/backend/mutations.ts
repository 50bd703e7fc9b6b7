import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Input, OperationName, Output } from "#core/api/operations.ts";
import { type EditView } from "#core/api/views.ts";
import { type EditId } from "#core/ids.ts";
import { toast } from "#src/design/toast.tsx";
import { firstWords } from "#src/first-words.ts";
import { useBackend } from "./backend.ts";
import { forget, keys, learn } from "./queries.ts";
import { createStore, useStore } from "./store.ts";
import { explain } from "./trouble.ts";

function useOperation<N extends OperationName>(
  name: N,
  onDone: (client: QueryClient, output: Output<N>, input: Input<N>) => void,
) {
  const { call } = useBackend();
  const client = useQueryClient();
  return useMutation<Output<N>, Error, Input<N>>({
    mutationFn: (input) => call(name, input),
    onSuccess: (output, input) => onDone(client, output, input),
  });
}

const learnEdit = (client: QueryClient, { edit }: { readonly edit?: EditView | null | undefined }): void => {
  if (!edit) return;
  learn(client, { edit });
  void client.invalidateQueries({ queryKey: keys.activity });
};

export const useAnalyze = () =>
  useOperation("analyzeImage", (client, { image }) => image && learn(client, { image }));
export const useRequestEdit = () => useOperation("requestEdit", learnEdit);
export const useAccept = () =>
  useOperation("acceptEdit", (client, output) => {
    learnEdit(client, output);
    // Keeping one of several tries lets the others go.
    if (output.edit) void client.invalidateQueries({ queryKey: keys.edits(output.edit.imageId) });
  });

/** Edits that are as good as gone: their owner can still say no. */
const leaving = createStore<ReadonlySet<EditId>>(new Set());
export const useLeaving = (): ReadonlySet<EditId> => useStore(leaving);

/** Hides an edit at once and deletes it when the person has let the chance to undo it pass. */
export function useRemoveEditUndoably() {
  const { call } = useBackend();
  const client = useQueryClient();
  const stay = ({ editId }: EditView): void =>
    leaving.update((now) => new Set([...now].filter((one) => one !== editId)));
  const remove = async (edit: EditView): Promise<void> => {
    try {
      await call("deleteEdit", { editId: edit.editId });
      forget(client, { editId: edit.editId, of: edit.imageId });
    } catch (error) {
      const { message, remedy } = explain(error);
      toast({ text: `${message} ${remedy}`, forMs: 10_000 });
    } finally {
      stay(edit);
    }
  };
  return (edit: EditView, said: string): void => {
    leaving.update((now) => new Set([...now, edit.editId]));
    toast({
      text: said,
      action: { text: firstWords.common.undo, run: () => stay(edit) },
      onGone: () => void remove(edit),
    });
  };
}

/** Takes an edit away for good: a preview nobody wants, or a kept one. */
export function useRemoveEdit() {
  const { call } = useBackend();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ editId, status }: EditView) => {
      const isKept = status === "completed" || status === "failed" || status === "corrupted";
      return call(isKept ? "deleteEdit" : "cancelEdit", { editId });
    },
    onSuccess: (_output, edit) => forget(client, { editId: edit.editId, of: edit.imageId }),
  });
}

export const useDeleteMyData = () => useOperation("deleteMyData", (client) => client.clear());
