import { S3Error } from "#local/s3/s3-error.ts";

/** A form upload whose file has not been read yet. */
export type UploadForm = {
  /** By lower-case name. */
  readonly fields: ReadonlyMap<string, string>;
  readonly fileName: string;
  /** The bytes of the file as they come; what follows the file in the form is read and ignored, as S3 does. */
  readonly file: AsyncIterable<Buffer>;
};

/** Reads a multipart/form-data body (RFC 7578) up to its `file` part. Throws S3Error when it is not one. */
export async function readForm(source: AsyncIterable<Buffer>, contentType: string): Promise<UploadForm> {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType);
  if (!boundary) throw malformed("The content type has no boundary.");
  const reader = createPartReader(source, `\r\n--${boundary[1] ?? boundary[2] ?? ""}`);

  const fields = new Map<string, string>();
  let fieldBytes = 0;
  await reader.skipOpening();
  while (await reader.nextPart()) {
    const { name, fileName } = disposition(await reader.partHeaders());
    if (name === "file") return { fields, fileName: fileName ?? "", file: fileOf(reader) };
    if (fields.has(name)) throw malformed(`The field ${name} is there twice.`);
    const chunks: Buffer[] = [];
    for await (const chunk of reader.partBody()) {
      fieldBytes += chunk.length;
      if (fieldBytes > fieldLimitBytes) {
        throw new S3Error(
          400,
          "MaxPostPreDataLengthExceeded",
          "Your POST request fields preceding the upload file were too large.",
        );
      }
      chunks.push(chunk);
    }
    fields.set(name, Buffer.concat(chunks).toString());
  }
  throw new S3Error(400, "InvalidArgument", "POST requires exactly one file upload per request.");
}

/** S3's own limit for everything before the file. */
const fieldLimitBytes = 20 * 1024;
const headerLimitBytes = 8 * 1024;
const epilogueLimitBytes = 64 * 1024;

async function* fileOf(reader: PartReader): AsyncGenerator<Buffer> {
  yield* reader.partBody();
  // S3 reads no field after the file; the connection still has to be emptied.
  await reader.skipRest();
}

type PartReader = {
  skipOpening(): Promise<void>;
  /** false after the closing boundary. */
  nextPart(): Promise<boolean>;
  partHeaders(): Promise<string>;
  partBody(): AsyncGenerator<Buffer>;
  skipRest(): Promise<void>;
};

function createPartReader(source: AsyncIterable<Buffer>, delimiter: string): PartReader {
  const iterator = source[Symbol.asyncIterator]();
  // The first boundary has no line before it; this gives it one.
  let buffer: Buffer = Buffer.from("\r\n");
  let ended = false;

  const more = async (): Promise<boolean> => {
    const next = await iterator.next();
    if (next.done === true) return false;
    buffer = buffer.length === 0 ? next.value : Buffer.concat([buffer, next.value]);
    return true;
  };
  const need = async (count: number): Promise<void> => {
    while (buffer.length < count) if (!(await more())) throw incomplete();
  };
  return {
    async skipOpening() {
      await need(delimiter.length);
      if (!buffer.subarray(0, delimiter.length).equals(Buffer.from(delimiter))) {
        throw malformed("The body does not begin with its boundary.");
      }
    },
    async nextPart() {
      if (ended) return false;
      await need(delimiter.length + 2);
      const mark = buffer.toString("latin1", delimiter.length, delimiter.length + 2);
      buffer = buffer.subarray(delimiter.length + 2);
      if (mark === "\r\n") return true;
      if (mark !== "--") throw malformed("A boundary is followed by something else.");
      ended = true;
      return false;
    },
    async partHeaders() {
      for (;;) {
        const end = buffer.indexOf("\r\n\r\n");
        if (end >= 0) {
          const headers = buffer.toString("utf8", 0, end);
          buffer = buffer.subarray(end + 4);
          return headers;
        }
        if (buffer.length > headerLimitBytes) throw malformed("The headers of a part are too long.");
        if (!(await more())) throw incomplete();
      }
    },
    async *partBody() {
      for (;;) {
        const end = buffer.indexOf(delimiter);
        if (end >= 0) {
          if (end > 0) yield buffer.subarray(0, end);
          buffer = buffer.subarray(end);
          return;
        }
        // The last bytes may be the beginning of the boundary.
        const certain = buffer.length - delimiter.length + 1;
        if (certain > 0) {
          yield buffer.subarray(0, certain);
          buffer = buffer.subarray(certain);
        }
        if (!(await more())) throw incomplete();
      }
    },
    async skipRest() {
      let skipped = 0;
      do {
        skipped += buffer.length;
        if (skipped > epilogueLimitBytes) throw malformed("There is too much after the file.");
        buffer = Buffer.alloc(0);
      } while (await more());
    },
  };
}

function disposition(headers: string): { name: string; fileName: string | undefined } {
  const line = /^content-disposition:\s*form-data;(.*)$/im.exec(headers)?.[1] ?? "";
  const name = /(?:^|;)\s*name="([^"]*)"/i.exec(line)?.[1];
  if (name === undefined) throw malformed("A part has no name.");
  return { name: name.toLowerCase(), fileName: /;\s*filename="([^"]*)"/i.exec(line)?.[1] };
}

function malformed(why: string): S3Error {
  return new S3Error(
    400,
    "MalformedPOSTRequest",
    `The body of your POST request is not well-formed multipart/form-data. ${why}`,
  );
}

function incomplete(): S3Error {
  return new S3Error(400, "IncompleteBody", "The form ends before its closing boundary.");
}
