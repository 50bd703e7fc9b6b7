import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { type ListingView } from "#core/api/views.ts";
import { forgetScreens } from "#src/boot/kept-screen.ts";
import { toast } from "#src/design/toast.tsx";
import { firstWords } from "#src/first-words.ts";
import { type Backend, useBackend } from "./backend.ts";
import { carryOut } from "./carry-out.ts";
import { type Deletion, idOf, type Thing } from "./deletion.ts";
import { phoneDeletions } from "./deletion-shelf.ts";
import { keys } from "./keys.ts";
import { forget } from "./learn.ts";
import { sayTrouble } from "./say-trouble.ts";
import { createStore, useStore } from "./store.ts";

const undoMs = 6000;

/** What is as good as gone: its owner can still say no. */
const leaving = createStore<ReadonlySet<string>>(new Set());
let reading: Promise<void> | undefined;

export function useLeavingThings(): ReadonlySet<string> {
  useEffect(() => {
    // What was to go when the app was closed does not come back at its next start.
    reading ??= phoneDeletions.all().then((all) => leave(all.map(({ thing }) => idOf(thing))));
    reading.catch(reportError);
  }, []);
  return useStore(leaving);
}

const leave = (ids: readonly string[]): void => {
  // Most often nothing: no screen is drawn anew for that.
  if (ids.length > 0) leaving.update((now) => new Set([...now, ...ids]));
};
const stay = (ids: readonly string[]): void =>
  leaving.update((now) => new Set([...now].filter((id) => !ids.includes(id))));

/** Hides things at once and deletes them when their owner has let the chance to undo it pass, now or at a later start. */
export function useDeleteUndoably(): (things: readonly Thing[], said: string) => void {
  const backend = useBackend();
  const client = useQueryClient();
  return (things, said) => {
    const session = backend.session.get();
    if (session.state === "signed-out") return;
    const dueAtMs = Date.now() + undoMs;
    const owner = session.user.userId;
    // Other screens' next start would show it for a moment.
    forgetScreens(localStorage);
    leave(things.map(idOf));
    const kept = phoneDeletions.keep(
      things.map((thing) => ({ thing, owner, said, dueAtMs, hasBegun: false })),
    );
    kept.catch((error: unknown) => {
      stay(things.map(idOf));
      sayTrouble(error);
    });
    const ids = new Set(things.map(idOf));
    const carryOutThese = (): Promise<void> =>
      kept.then(() => carryOutDeletions(backend, client, ({ thing }) => ids.has(idOf(thing))));
    offerUndo([...ids], kept, said, undoMs, () => void carryOutThese().catch(reportError));
  };
}

function offerUndo(
  ids: readonly string[],
  kept: Promise<void>,
  said: string,
  forMs: number,
  onGone: () => void,
): void {
  const undo = async (): Promise<void> => {
    await kept;
    const undone: string[] = [];
    for (const id of ids) if (await phoneDeletions.undo(id)) undone.push(id);
    stay(undone);
  };
  toast({
    text: said,
    action: { text: firstWords.common.undo, run: () => void undo().catch(reportError) },
    onGone,
    forMs,
  });
}

/** Offers again to undo what the app was closed over. */
export async function offerUndoAgain(backend: Backend, client: QueryClient): Promise<void> {
  const session = backend.session.get();
  if (session.state !== "signed-in") return;
  const open = (await phoneDeletions.all()).filter(
    ({ owner, hasBegun, dueAtMs }) => owner === session.user.userId && !hasBegun && dueAtMs > Date.now(),
  );
  for (const said of new Set(open.map((one) => one.said))) {
    const together = open.filter((one) => one.said === said);
    const leftMs = Math.max(...together.map(({ dueAtMs }) => dueAtMs)) - Date.now();
    const ids = together.map(({ thing }) => idOf(thing));
    offerUndo(ids, Promise.resolve(), said, leftMs, () => {
      carryOutDeletions(backend, client).catch(reportError);
    });
  }
}

/**
 * Deletes what is due, if no other tab does just now.
 * @param isAsked true for what is wanted gone even before its time
 */
export async function carryOutDeletions(
  backend: Backend,
  client: QueryClient,
  isAsked: (deletion: Deletion) => boolean = () => false,
): Promise<void> {
  const session = backend.session.get();
  if (session.state !== "signed-in") return;
  const { userId } = session.user;
  let isAny = false;
  await navigator.locks.request("deletions", () =>
    carryOut(
      phoneDeletions,
      (one) => one.owner === userId && (one.hasBegun || one.dueAtMs <= Date.now() || isAsked(one)),
      (thing) => remove(backend, thing),
      (thing, refusal) => {
        isAny = true;
        if (refusal) sayTrouble(refusal);
        else forgetThing(client, thing);
        stay([idOf(thing)]);
      },
    ),
  );
  if (isAny) await client.invalidateQueries({ queryKey: keys.listings });
}

async function remove({ call }: Backend, thing: Thing): Promise<void> {
  switch (thing.what) {
    case "image":
      return void (await call("deleteImage", { imageId: thing.imageId }));
    case "listing":
      return void (await call("deleteListing", { listingId: thing.listingId, images: thing.images }));
    case "edit":
      return void (await call("deleteEdit", { editId: thing.editId }));
  }
}

function forgetThing(client: QueryClient, thing: Thing): void {
  if (thing.what === "image") return forget(client, { imageId: thing.imageId });
  if (thing.what === "edit") return forget(client, { editId: thing.editId, of: thing.imageId });
  forgetScreens(localStorage);
  client.setQueryData<readonly ListingView[]>(keys.listings, (old) =>
    old?.filter(({ listingId }) => listingId !== thing.listingId),
  );
  client.removeQueries({ queryKey: keys.imagesOf(thing.listingId) });
  // Its photos are gone, or in no listing now.
  void client.invalidateQueries({ queryKey: keys.images });
}
