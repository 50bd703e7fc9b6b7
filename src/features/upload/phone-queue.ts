import { type QueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useState } from "react";
import * as z from "zod/mini";
import { type Backend, useBackend } from "#src/backend/backend.ts";
import { inTime } from "#src/backend/in-time.ts";
import { useStore } from "#src/backend/store.ts";
import { isReached } from "#src/backend/signal.ts";
import { learn } from "#src/backend/learn.ts";
import { type User } from "#src/backend/session.ts";
import { NoSignal } from "#src/backend/trouble.ts";
import { settled } from "#src/boot/settled.ts";
import { toast } from "#src/design/toast.tsx";
import { firstWords as words } from "#src/first-words.ts";
import { localPictures } from "./local-pictures.ts";
import type * as Prepare from "./prepare.ts";
import { postFile } from "./post-file.ts";
import { openQueue, type Queue, type QueueView } from "./queue.ts";
import { phoneShelf } from "./shelf.ts";

const timerMs = 15_000;
const channelName = "reimagine.uploads";

const QueueContext = createContext<Queue | undefined>(undefined);
export const QueueProvider = QueueContext.Provider;

export function useQueue(): Queue {
  const queue = useContext(QueueContext);
  if (queue === undefined) throw new Error("useQueue outside QueueProvider");
  return queue;
}
export const useQueueView = (): QueueView => useStore(useQueue().view);

/** The queue of whoever is signed in, kept going while the app is open: at the start, online, in view, every 15 s. */
export function useRunningQueue(user: User, client: QueryClient): Queue {
  const backend = useBackend();
  const [{ queue, listen }] = useState(() => phoneQueue(backend, user, client));
  useEffect(() => {
    const drain = (impatient: boolean) => (): void => void queue.drain(impatient).catch(reportError);
    const online = drain(true);
    const looked = (): void => {
      if (document.visibilityState === "visible") online();
    };
    const asked = ({ data }: MessageEvent<unknown>): void => {
      if (data === "drain") queue.hear({ type: "changed" }).then(online, reportError);
    };
    const stopListening = listen();
    // On this phone before the signal goes, in a moment when nothing else is wanted.
    settled()
      .then(() => inTime(() => import("./prepare.ts")))
      .catch(reportError);
    const timer = setInterval(drain(false), timerMs);
    const stopWatching = backend.session.subscribe(() => {
      if (backend.session.get().state === "signed-in") online();
    });
    const stopReaching = isReached.subscribe(() => {
      if (isReached.get()) online();
    });
    window.addEventListener("online", online);
    document.addEventListener("visibilitychange", looked);
    navigator.serviceWorker?.addEventListener("message", asked);
    queue.hear({ type: "changed" }).then(online, reportError);
    return () => {
      stopListening();
      clearInterval(timer);
      stopWatching();
      stopReaching();
      window.removeEventListener("online", online);
      document.removeEventListener("visibilitychange", looked);
      navigator.serviceWorker?.removeEventListener("message", asked);
    };
  }, [queue, listen, backend]);
  return queue;
}

async function loadPrepare(): Promise<typeof Prepare> {
  try {
    return await import("./prepare.ts");
  } catch (cause) {
    throw new NoSignal("A part of the app could not be fetched", { cause });
  }
}

function phoneQueue(
  { call }: Backend,
  user: User,
  client: QueryClient,
): { readonly queue: Queue; readonly listen: () => () => void } {
  let channel: BroadcastChannel | undefined;
  const queue = openQueue(user.userId, {
    shelf: phoneShelf,
    call,
    prepare: async (photo) => (await loadPrepare()).prepare(photo),
    postFile,
    alone: async (work) => {
      await navigator.locks.request("reimagine.drain", { ifAvailable: true }, async (lock) => {
        if (lock !== null) await work();
      });
    },
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- only windows have an origin to name
    tell: (news) => channel?.postMessage(news),
    onSent(image, job) {
      localPictures.pass(job.id, image.imageId);
      learn(client, { images: [image] });
      if (job.prepared?.reducedFromBytes !== undefined)
        toast({
          text: words.queue.reduced(job.name, job.prepared.reducedFromBytes, job.prepared.bytes.size),
        });
    },
    onKnown(image, job) {
      toast({ text: words.queue.known(job.name), link: { href: `/p/${image}`, text: words.common.show } });
    },
    now: Date.now,
    chance: Math.random,
  });
  const listen = (): (() => void) => {
    const opened = new BroadcastChannel(channelName);
    opened.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      const read = queueNews.safeParse(data);
      if (read.success) queue.hear(read.data).catch(reportError);
    });
    channel = opened;
    return () => opened.close();
  };
  return { queue, listen };
}

const queueNews = z.discriminatedUnion("type", [
  z.object({ type: z.literal("changed") }),
  z.object({
    type: z.literal("sending"),
    sending: z.union([z.object({ id: z.string(), share: z.number() }), z.undefined()]),
  }),
]);
