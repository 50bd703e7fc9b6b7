import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type Input, type OperationName, type Output } from "#core/api/operations.ts";
import { isWaiting } from "#core/edit/edit.ts";
import { type EditId, type ImageId, requestId } from "#core/ids.ts";
import { apiAt, Refused } from "#local/cli/api.ts";

/** Someone with a phone: asks again, with the same key, for as long as nobody has answered. */
export function anAgent(
  url: () => string,
  accessToken: () => Promise<string>,
  patienceMs = 60_000,
  took: (ms: number) => void = () => undefined,
) {
  const call = async <N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>> => {
    for (const until = Date.now() + patienceMs; ; await pause(200)) {
      const startedMs = performance.now();
      try {
        const answer = await apiAt(url(), accessToken)(name, input);
        took(performance.now() - startedMs);
        return answer;
      } catch (error) {
        // A refusal is an answer, but for those that say to try again. Anything else may have been done or not: the same
        // request again tells.
        const isFinal =
          error instanceof Refused && !["save-failed", "load-failed"].includes(error.problem.kind);
        if (isFinal || Date.now() > until) throw error;
      }
    }
  };
  const until = async <T>(ask: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> => {
    for (const late = Date.now() + patienceMs; ; await pause(100)) {
      const value = await ask();
      if (isSo(value)) return value;
      if (Date.now() > late)
        throw new Error(`waited ${patienceMs} ms: ${JSON.stringify(value).slice(0, 300)}`);
    }
  };

  return {
    call,
    until,

    async upload(bytes: Uint8Array): Promise<ImageId> {
      const asked = {
        requestId: newRequest(),
        fileName: "a.jpg",
        contentType: "image/jpeg",
        sizeBytes: bytes.length,
      };
      for (const late = Date.now() + patienceMs; ; await pause(200)) {
        const { image, post } = await call("createUpload", asked);
        if (!image) throw new Error("createUpload answered no image");
        if (!post || (await send(post, bytes))) {
          await call("completeUpload", { imageId: image.imageId });
          await until(
            async () => (await call("getImage", { imageId: image.imageId })).image,
            (now) => now?.state === "ready" && now.analysisState !== "pending",
          );
          return image.imageId;
        }
        if (Date.now() > late) throw new Error("the bytes never arrived");
      }
    },

    async ask(imageId: ImageId, more: object): Promise<EditId> {
      const { edit } = await call("requestEdit", {
        requestId: newRequest(),
        imageId,
        editType: "enhance",
        params: { autoAdjust: false, brightness: 10 },
        ...more,
      });
      if (!edit) throw new Error("requestEdit answered no edit");
      return edit.editId;
    },

    /** @returns the status it ended in, and who made it */
    async settled(editId: EditId) {
      const edit = await until(
        async () => (await call("getEdit", { editId })).edit,
        (now) => now !== null && now !== undefined && !isWaiting(now.status),
      );
      return edit;
    },
  };
}

export const newRequest = () => requestId.parse(randomUUID());

async function send(
  post: { readonly url: string; readonly fields: Readonly<Record<string, string>> },
  bytes: Uint8Array,
): Promise<boolean> {
  const form = new FormData();
  for (const [name, value] of Object.entries(post.fields)) form.append(name, value);
  form.append("file", new Blob([new Uint8Array(bytes)], { type: "image/jpeg" }));
  try {
    return (await fetch(post.url, { method: "POST", body: form })).ok;
  } catch (error) {
    // Cut off: whether it arrived shows when it is asked for again.
    if (error instanceof TypeError) return false;
    throw error;
  }
}
