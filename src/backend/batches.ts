import {
  type QueryClient,
  QueryObserver,
  queryOptions,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import type { Input } from "#core/api/operations.ts";
import { type BatchView, type RecipeView } from "#core/api/batch-views.ts";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { type BatchId, type EditId, type ImageId } from "#core/ids.ts";
import { type Call } from "./api.ts";
import { useBackend } from "./backend.ts";
import { idOfImage, newer, type Pages } from "./merge.ts";
import { keys } from "./keys.ts";
import { NoSignal } from "./trouble.ts";

const batchKeys = {
  batches: ["batches"] as const,
  batch: (batch: BatchId) => ["batch", batch] as const,
  edit: (edit: EditId) => ["edit", edit] as const,
  recipes: ["recipes"] as const,
};

/** Signed addresses live an hour. */
const urlsFreshMs = 40 * 60 * 1000;
/** A batch is asked about this often when hints come, and when none do. */
const hintedMs = 1200;
const askAgainMs = 4000;

/** The batches of the last day, newest first. */
export function useBatches() {
  const { call } = useBackend();
  return useQuery({
    queryKey: batchKeys.batches,
    queryFn: async ({ signal }): Promise<readonly BatchView[]> => {
      const found: BatchView[] = [];
      for (let nextToken: string | undefined; ;) {
        const page = await call("listBatches", { nextToken }, signal);
        found.push(...page.items);
        nextToken = page.nextToken ?? undefined;
        if (nextToken === undefined) return found;
      }
    },
    staleTime: 10_000,
    refetchInterval: ({ state }) => (state.data?.some(isRunning) ? askAgainMs : false),
  });
}

const isRunning = ({ state }: BatchView): boolean => state === "running";

const batchQuery = (call: Call, batchId: BatchId) =>
  queryOptions<BatchView>({
    queryKey: batchKeys.batch(batchId),
    queryFn: async ({ signal }): Promise<BatchView> => {
      const { batch: found } = await call("getBatch", { batchId }, signal);
      if (!found) throw new Error("getBatch answered neither a batch nor a problem");
      return found;
    },
    staleTime: 1000,
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? askAgainMs : false),
  });

/** Asks after a batch, wherever in the app the person is, until it runs no more or cannot be asked about. */
export function followBatch(
  client: QueryClient,
  call: Call,
  batchId: BatchId,
  onEnd: (batch: BatchView | undefined) => void,
): void {
  const observer = new QueryObserver(client, batchQuery(call, batchId));
  const stop = observer.subscribe(({ data, error }) => {
    if (error instanceof NoSignal || (error === null && (data === undefined || isRunning(data)))) return;
    stop();
    onEnd(error === null ? data : undefined);
  });
}

/** One batch; while it runs, asked again when an edit has moved, and now and then when no hint comes. */
export function useBatch(batchId: BatchId) {
  const { call } = useBackend();
  const client = useQueryClient();
  const batch = useQuery<BatchView>({
    ...batchQuery(call, batchId),
    placeholderData: () =>
      client
        .getQueryData<readonly BatchView[]>(batchKeys.batches)
        ?.find((known) => known.batchId === batchId),
  });
  const askAgain = useEffectEvent(() => void batch.refetch());
  const isFollowed = batch.data?.state === "running";
  useEffect(() => {
    if (!isFollowed) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = client.getQueryCache().subscribe(({ type, query }) => {
      // Hints are answered with what the edit has become, which goes into the list of all edits.
      if (type !== "updated" || query.queryKey[0] !== keys.activity[0]) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        askAgain();
      }, hintedMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client, isFollowed]);
  return batch;
}

function learnBatch(client: QueryClient, batch: BatchView): void {
  client.setQueryData<BatchView>(batchKeys.batch(batch.batchId), batch);
  void client.invalidateQueries({ queryKey: batchKeys.batches });
  // Its edits are new, or gone: the badges and the histories of its photos show that.
  void client.invalidateQueries({ queryKey: keys.activity });
  for (const { imageId } of batch.tasks) void client.invalidateQueries({ queryKey: keys.edits(imageId) });
}

function useBatchOperation<N extends "startBatch" | "cancelBatch" | "retryBatch" | "undoBatch">(name: N) {
  const { call } = useBackend();
  const client = useQueryClient();
  return useMutation<BatchView, Error, Input<N>>({
    mutationFn: async (input) => {
      const { batch } = await call(name, input);
      if (!batch) throw new Error(`${name} answered neither a batch nor a problem`);
      return batch;
    },
    onSuccess: (batch) => learnBatch(client, batch),
  });
}

export const useStartBatch = () => useBatchOperation("startBatch");
export const useCancelBatch = () => useBatchOperation("cancelBatch");
export const useRetryBatch = () => useBatchOperation("retryBatch");
export const useUndoBatch = () => useBatchOperation("undoBatch");

/** Photos by their ids, in that order; undefined while one is not known. What a list on this phone has is not asked for. */
export function useImagesById(images: readonly ImageId[]): readonly (ImageView | undefined)[] {
  const { call } = useBackend();
  const client = useQueryClient();
  return useQueries({
    queries: images.map((imageId) => ({
      queryKey: keys.image(imageId),
      queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<ImageView> => {
        const { image } = await call("getImage", { imageId }, signal);
        if (!image) throw new Error("getImage answered neither an image nor a problem");
        return image;
      },
      initialData: () => listed(client, imageId),
      staleTime: urlsFreshMs,
    })),
    combine: (found) => found.map(({ data }) => data),
  });
}

/** From the list of all photos or that of a listing, whichever has it. */
const listed = (client: QueryClient, image: ImageId): ImageView | undefined =>
  [keys.images, ["images-of"]]
    .flatMap((queryKey) => client.getQueriesData<Pages<ImageView>>({ queryKey }))
    .flatMap(([, list]) => list?.pages.flatMap(({ items }) => items) ?? [])
    .filter((item) => idOfImage(item) === image)
    .reduce<ImageView | undefined>((old, found) => (old ? newer(old, found) : found), undefined);

/** Results by the ids of their edits; undefined while one is not known. */
export function useEditsById(edits: readonly EditId[]): ReadonlyMap<EditId, EditView> {
  const { call } = useBackend();
  return useQueries({
    queries: edits.map((editId) => ({
      queryKey: batchKeys.edit(editId),
      queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<EditView> => {
        const { edit } = await call("getEdit", { editId }, signal);
        if (!edit) throw new Error("getEdit answered neither an edit nor a problem");
        return edit;
      },
      staleTime: urlsFreshMs,
    })),
    combine: (found) => new Map(found.flatMap(({ data }) => (data ? [[data.editId, data] as const] : []))),
  });
}

/** Saved recipes, by name. */
export function useRecipes() {
  const { call } = useBackend();
  return useQuery({
    queryKey: batchKeys.recipes,
    queryFn: async ({ signal }): Promise<readonly RecipeView[]> =>
      (await call("listRecipes", {}, signal)).items.toSorted((a, b) => a.name.localeCompare(b.name)),
    staleTime: 60_000,
  });
}

export function useSaveRecipe() {
  const { call } = useBackend();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input<"saveRecipe">) => call("saveRecipe", input),
    onSuccess: () => client.invalidateQueries({ queryKey: batchKeys.recipes }),
  });
}

export function useDeleteRecipe() {
  const { call } = useBackend();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input<"deleteRecipe">) => call("deleteRecipe", input),
    onSuccess: () => client.invalidateQueries({ queryKey: batchKeys.recipes }),
  });
}
