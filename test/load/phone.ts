import { WebSocket } from "ws";
import { type StatusEvent } from "#core/api/views.ts";
import { type EditId, type ImageId } from "#core/ids.ts";
import { listen, type LiveState, type Socket } from "#src/backend/live.ts";
import { type Person } from "#test/load/people.ts";

/** What a phone hears, with the app's own listener on a real socket. */
export interface Phone {
  readonly state: () => LiveState;
  /** Resolves at the next event about this image or edit, or after `mostMs`: a hint may be lost, so nobody waits for ever. */
  hear(id: ImageId | EditId, mostMs: number): Promise<void>;
  /** As when the signal is gone: no goodbye. */
  cut(): void;
  close(): void;
}

/** What came to all phones. Times in milliseconds from the record's `updatedAt` to the message in the phone. */
export interface Heard {
  readonly delaysMs: number[];
  /** Events about somebody else's things. */
  strayed: number;
}

export const nothingHeard = (): Heard => ({ delaysMs: [], strayed: 0 });

export function openPhone(
  url: string,
  person: Person,
  heard: Heard,
  { onEvent, onLive }: { onEvent?: (event: StatusEvent) => void; onLive?: () => void } = {},
): Phone {
  const waiting = new Map<string, Set<() => void>>();
  let socket: WebSocket | undefined;
  let state: LiveState = "connecting";
  const live = listen({
    url,
    token: async () => person.accessToken,
    onEvent: (event) => {
      heard.delaysMs.push(Date.now() - Date.parse(event.updatedAt));
      if (event.owner !== person.userId) heard.strayed += 1;
      for (const wake of waiting.get(event.editId ?? event.imageId) ?? []) wake();
      onEvent?.(event);
    },
    onState: (now) => {
      state = now;
      if (now === "live") onLive?.();
    },
    openSocket: (address, protocols) => {
      socket = new WebSocket(address, [...protocols]);
      // ws speaks the browser's interface, with types of its own for events.
      return socket as unknown as Socket;
    },
    chance: Math.random,
  });

  return {
    state: () => state,
    hear: (id, mostMs) =>
      new Promise((resolve) => {
        const wakers = waiting.get(id) ?? new Set();
        waiting.set(id, wakers);
        const wake = (): void => {
          clearTimeout(timer);
          wakers.delete(wake);
          if (wakers.size === 0) waiting.delete(id);
          resolve();
        };
        const timer = setTimeout(wake, mostMs);
        wakers.add(wake);
      }),
    cut: () => socket?.terminate(),
    close: () => live.close(),
  };
}
