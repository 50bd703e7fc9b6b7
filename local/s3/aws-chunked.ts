import { S3Error } from "#local/s3/s3-error.ts";

/**
 * Takes the framing of `content-encoding: aws-chunked` off a body: `size-in-hex CRLF bytes CRLF … 0 CRLF trailers`.
 * Yields the bytes; `trailers` gets the headers after the last chunk. Throws S3Error on a broken or cut frame.
 */
export async function* dechunked(
  source: AsyncIterable<Buffer>,
  trailers: Record<string, string>,
): AsyncGenerator<Buffer> {
  const reader = createReader(source);
  for (;;) {
    const sizeText = (await reader.line()).split(";")[0] ?? "";
    if (!/^[0-9a-fA-F]{1,8}$/.test(sizeText)) throw incomplete("a chunk has no size");
    let remaining = Number.parseInt(sizeText, 16);
    if (remaining === 0) break;
    while (remaining > 0) {
      const bytes = await reader.upTo(remaining);
      remaining -= bytes.length;
      yield bytes;
    }
    if ((await reader.line()) !== "") throw incomplete("a chunk is longer than its size");
  }
  for (;;) {
    const line = await reader.line();
    if (line === "") break;
    const colon = line.indexOf(":");
    if (colon > 0) trailers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
}

const longestLine = 8_192;

type Reader = { line(): Promise<string>; upTo(count: number): Promise<Buffer> };

function createReader(source: AsyncIterable<Buffer>): Reader {
  const iterator = source[Symbol.asyncIterator]();
  let buffer: Buffer = Buffer.alloc(0);
  const more = async (): Promise<void> => {
    const next = await iterator.next();
    if (next.done === true) throw incomplete("the body ends in the middle of a chunk");
    buffer = buffer.length === 0 ? next.value : Buffer.concat([buffer, next.value]);
  };
  return {
    async line() {
      for (;;) {
        const end = buffer.indexOf("\r\n");
        if (end >= 0) {
          const line = buffer.toString("latin1", 0, end);
          buffer = buffer.subarray(end + 2);
          return line;
        }
        if (buffer.length > longestLine) throw incomplete("a line is too long");
        await more();
      }
    },
    async upTo(count) {
      while (buffer.length === 0) await more();
      const bytes = buffer.subarray(0, count);
      buffer = buffer.subarray(bytes.length);
      return bytes;
    },
  };
}

function incomplete(why: string): S3Error {
  return new S3Error(400, "IncompleteBody", `The aws-chunked body is not valid: ${why}.`);
}
