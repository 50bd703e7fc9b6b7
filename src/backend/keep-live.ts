import { type QueryClient } from "@tanstack/react-query";
import { type EditView, type StatusEvent } from "#core/api/views.ts";
import { type EditId, type ImageId } from "#core/ids.ts";
import { keepBadge, watchEnds } from "#src/features/activity/watch-activity.ts";
import { type Backend } from "./backend.ts";
import { catchUp } from "./catch-up.ts";
import { carryOutDeletions, offerUndoAgain } from "./deletions.ts";
import { inTime } from "./in-time.ts";
import { listen } from "./live.ts";
import { imageNameIn, refresh } from "./queries.ts";
import { NoSignal, SignedOut } from "./trouble.ts";

/** Even with a live connection, ask now and then: a hint may have been lost. */
const catchUpEveryMs = 60_000;

/** Hears what moves, asks what it was, and tells the person about edits that ended while they looked elsewhere. */
export function keepLive(backend: Backend, client: QueryClient): () => void {
  const { call, token, outputs, session } = backend;
  const told = new Set<string>();
  const quietly = (error: unknown): void => {
    // The next reconnect, look or minute asks again.
    if (!(error instanceof NoSignal) && !(error instanceof SignedOut)) reportError(error);
  };
  const onEvent = ({ imageId, editId }: StatusEvent): void => {
    hear(imageId, editId ?? undefined).catch(quietly);
  };
  const tell = (edit: EditView): void => {
    if (told.has(`${edit.editId}${edit.status}`)) return;
    told.add(`${edit.editId}${edit.status}`);
    // What it says of edits is not needed before one ends.
    inTime(() => import("#src/features/activity/announce.ts")).then(
      ({ announce }) => announce(edit, imageNameIn(client, edit.imageId)),
      reportError,
    );
  };
  const hear = async (imageId: ImageId, editId: EditId | undefined): Promise<void> => {
    const { edit } = await refresh(client, call, { imageId, editId });
    if (edit) tell(edit);
  };
  // A hint may be lost; what the phone learns by asking is told as well.
  const stopEnds = watchEnds(client, tell);
  const stopBadge = keepBadge(client);
  const ask = (): void => {
    if (session.get().state !== "signed-in") return;
    catchUp(client, call).catch(quietly);
    carryOutDeletions(backend, client).catch(quietly);
  };
  offerUndoAgain(backend, client).catch(reportError);
  const live = listen({
    url: outputs.data.url,
    token: () => (session.get().state === "signed-in" ? token(false) : Promise.resolve(undefined)),
    onEvent,
    onState: (state) => state === "live" && ask(),
    openSocket: (url, protocols) => new WebSocket(url, [...protocols]),
    chance: Math.random,
  });
  const looked = (): void => {
    if (document.visibilityState !== "visible") return;
    live.nudge();
    ask();
  };
  const stopWatching = session.subscribe(looked);
  const timer = setInterval(ask, catchUpEveryMs);
  window.addEventListener("online", looked);
  document.addEventListener("visibilitychange", looked);
  return () => {
    live.close();
    stopEnds();
    stopBadge();
    stopWatching();
    clearInterval(timer);
    window.removeEventListener("online", looked);
    document.removeEventListener("visibilitychange", looked);
  };
}
