import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Input, OperationName, Output } from "#core/api/operations.ts";
import { type EditView } from "#core/api/views.ts";
import { useBackend } from "./backend.ts";
import { keys } from "./keys.ts";
import { forget, learn } from "./learn.ts";

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
  learn(client, { edits: [edit] });
  void client.invalidateQueries({ queryKey: keys.activity });
};

export const useAnalyze = () =>
  useOperation("analyzeImage", (client, { image }) => image && learn(client, { images: [image] }));
export const useRequestEdit = () => useOperation("requestEdit", learnEdit);
export const useAccept = () =>
  useOperation("acceptEdit", (client, output) => {
    learnEdit(client, output);
    // Keeping one of several tries lets the others go.
    if (output.edit) void client.invalidateQueries({ queryKey: keys.edits(output.edit.imageId) });
  });

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
