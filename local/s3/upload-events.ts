import * as z from "zod/mini";
import { region } from "#local/config.ts";
import { FunctionError } from "#local/lambda/runtime.ts";
import { type ObjectStore, type StagedBody, type StoredObject } from "#local/s3/object-store.ts";
import { consume, type Consumer } from "#local/sqs/consume.ts";
import { type Message } from "#local/sqs/message.ts";
import { type Queue } from "#local/sqs/queue.ts";

/** Which call created the object, as S3 names it in the event. */
type CreatedBy = "ObjectCreated:Put" | "ObjectCreated:Post" | "ObjectCreated:Copy";

export type UploadEvents = {
  /**
   * Makes an object and tells the upload handler, at least once and across restarts. `commit` is the one step that
   * makes it: the event is on disk before, and counts only if the object came to be.
   */
  announce(
    created: {
      key: string;
      by: CreatedBy;
      requestId: string;
      body: Pick<StagedBody, "md5Hex" | "sizeBytes">;
    },
    commit: () => Promise<StoredObject>,
  ): Promise<StoredObject>;
  /** Begins to deliver, first what an earlier server left. */
  start(invoke: (event: object) => Promise<unknown>, concurrency: number): Consumer;
};

export function createUploadEvents({
  queue,
  store,
  bucket,
  prefix,
  retryMs = 2_000,
}: {
  queue: Queue;
  store: ObjectStore;
  bucket: string;
  /** Only keys that begin with it are told. */
  prefix: string;
  retryMs?: number;
}): UploadEvents {
  return {
    async announce({ key, by, requestId, body }, commit) {
      if (!key.startsWith(prefix)) return commit();
      const note: Note = { key, by, requestId, etag: `"${body.md5Hex}"` };
      // Written before the object; the disk is waited for beside it, since whatever condition the caller has looked at must
      // still hold when the object is committed.
      const noting = queue.send({ body: JSON.stringify(note), holder });
      try {
        const [{ id }, object] = await Promise.all([noting, commit()]);
        queue.release(id);
        return object;
      } catch (error) {
        queue.cancel((await noting).id);
        throw error;
      }
    },
    start(invoke, concurrency) {
      return consume({
        queue,
        holder,
        concurrency,
        retryMs,
        deliver: async (message) => {
          const note = noteShape.parse(JSON.parse(message.body));
          const object = store.get(note.key);
          // The crash came before the object, or the object is gone or replaced: then there is nothing to handle.
          if (object?.etag !== note.etag) return "done";
          try {
            await invoke(s3Event(bucket, note, object, message));
            return "done";
          } catch (error) {
            // The runtime has written it to the function's log; the answer to it is another attempt.
            if (error instanceof FunctionError) return "failed";
            throw error;
          }
        },
      });
    },
  };
}

const holder = "s3";

const noteShape = z.object({
  key: z.string(),
  by: z.enum(["ObjectCreated:Put", "ObjectCreated:Post", "ObjectCreated:Copy"]),
  requestId: z.string(),
  etag: z.string(),
});
type Note = z.infer<typeof noteShape>;

/** Amazon S3 User Guide, "Event message structure", version 2.1. */
function s3Event(bucket: string, note: Note, object: StoredObject, message: Message): object {
  const principalId = "local";
  return {
    Records: [
      {
        eventVersion: "2.1",
        eventSource: "aws:s3",
        awsRegion: region,
        eventTime: new Date(message.sentAt).toISOString(),
        eventName: note.by,
        userIdentity: { principalId },
        requestParameters: { sourceIPAddress: "127.0.0.1" },
        responseElements: { "x-amz-request-id": note.requestId, "x-amz-id-2": note.requestId },
        s3: {
          s3SchemaVersion: "1.0",
          configurationId: "on-upload",
          bucket: { name: bucket, ownerIdentity: { principalId }, arn: `arn:aws:s3:::${bucket}` },
          object: {
            key: eventKey(note.key),
            size: object.sizeBytes,
            eTag: note.etag.replaceAll('"', ""),
            sequencer: object.sequence.toString(16).toUpperCase().padStart(18, "0"),
          },
        },
      },
    ],
  };
}

/** S3 encodes the key in events as a form does: spaces are plus signs; slashes stay. */
function eventKey(key: string): string {
  return key
    .split("/")
    .map((part) => encodeURIComponent(part).replaceAll("%20", "+"))
    .join("/");
}
