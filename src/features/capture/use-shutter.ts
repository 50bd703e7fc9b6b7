import { type RefObject, useEffect, useRef, useState } from "react";
import { toast } from "#src/design/toast.tsx";
import { captureWords } from "#src/capture-words.ts";
import { type Camera } from "./camera.ts";

/** A photo that lies on this phone, or has left it for the backend. */
export interface Shot {
  /** The id of its job. */
  readonly id: string;
  /** Counting from 1. */
  readonly place: number;
  /** An address of its picture, as long as this screen is open. */
  readonly url: string;
}

export interface Shots {
  /** Pressed, and not yet on this phone. */
  readonly pending: number;
  readonly kept: readonly Shot[];
}

/** More waiting than this, and the finger is faster than any camera. */
const mostPending = 8;

/**
 * Photos one after the other, as fast as the finger: each press is one photo, in the order of the presses, and a photo
 * counts only when it is kept on this phone.
 * @param keep gives the id of its job, or undefined when there was no room (which has been said)
 */
export function useShutter(
  video: RefObject<HTMLVideoElement | null>,
  camera: Camera | undefined,
  keep: (photo: Blob) => Promise<string | undefined>,
): { readonly shots: Shots; readonly shoot: () => void } {
  const [shots, setShots] = useState<Shots>({ pending: 0, kept: [] });
  const turn = useRef<Promise<void>>(Promise.resolve());
  const pending = useRef(0);
  // The newest rendering's: a photo that waited its turn is named after those kept meanwhile.
  const keepNow = useRef(keep);
  useEffect(() => {
    keepNow.current = keep;
  }, [keep]);
  const urls = useRef<string[]>([]);
  useEffect(() => {
    const made = urls.current;
    return () => {
      for (const url of made.splice(0)) URL.revokeObjectURL(url);
    };
  }, []);

  const takeOne = async (from: Camera): Promise<void> => {
    try {
      if (video.current === null) return;
      const photo = await from.takePhoto(video.current);
      const id = await keepNow.current(photo);
      if (id === undefined) return;
      const url = URL.createObjectURL(photo);
      urls.current.push(url);
      setShots((now) => ({ ...now, kept: [...now.kept, { id, place: now.kept.length + 1, url }] }));
    } catch (error) {
      toast({ text: captureWords.noPhoto });
      reportError(error);
    } finally {
      pending.current -= 1;
      setShots((now) => ({ ...now, pending: now.pending - 1 }));
    }
  };
  const shoot = (): void => {
    if (camera === undefined || pending.current >= mostPending) return;
    pending.current += 1;
    setShots((now) => ({ ...now, pending: now.pending + 1 }));
    navigator.vibrate?.(8);
    turn.current = turn.current.then(() => takeOne(camera));
  };
  return { shots, shoot };
}
