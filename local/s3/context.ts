import { type ObjectStore } from "#local/s3/object-store.ts";
import { type UploadEvents } from "#local/s3/upload-events.ts";
import { type Credentials } from "#local/sigv4.ts";

/** What the operations of the bucket work on. */
export type S3Context = {
  readonly bucket: string;
  readonly region: string;
  readonly store: ObjectStore;
  readonly events: UploadEvents;
  readonly credentials: Credentials;
  readonly clock: () => number;
};
