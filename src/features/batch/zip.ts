import { crc32 } from "./crc32.ts";

/** A file that goes into a ZIP. */
export interface Packed {
  /** As it shall be called: a path separator or a control character in it becomes "-", a second one of its name "(2)". */
  readonly name: string;
  readonly blob: Blob;
}

/**
 * A ZIP of these files, stored as they are: photos do not get smaller. The files are read once, in pieces, for their
 * checksums; their bytes stay where the browser keeps them, so a gigabyte of photos is not a gigabyte of memory.
 * Written by the book (PKWARE APPNOTE 6.3.3, without ZIP64), names in UTF-8.
 * @param changed the time the files are dated with, in local time
 * @throws RangeError for more than 4 GiB or 65,535 files: what ZIP can say without its extension
 */
export async function zipOf(files: AsyncIterable<Packed> | Iterable<Packed>, changed: Date): Promise<Blob> {
  const parts: BlobPart[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  const nameOf = uniqueNames();
  let offset = 0;
  for await (const { name, blob } of files) {
    const entry: Entry = {
      name: new TextEncoder().encode(nameOf(name)),
      crc: await checksum(blob),
      sizeBytes: blob.size,
      changed: dosTime(changed),
      offset,
    };
    const header = localHeader(entry);
    parts.push(header, blob);
    directory.push(directoryEntry(entry));
    offset += header.length + blob.size;
    if (offset > 0xffffffff || directory.length > 0xffff)
      throw new RangeError(`${directory.length} files of ${offset} bytes do not fit into one ZIP`);
  }
  const directoryBytes = directory.reduce((sum, { length }) => sum + length, 0);
  return new Blob([...parts, ...directory, endOf(directory.length, directoryBytes, offset)], {
    type: "application/zip",
  });
}

/** Gives each name once: upper and lower case are one name, as they are on the disks of most people. */
export function uniqueNames(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const plain = safe(name);
    const dot = plain.lastIndexOf(".");
    const [stem, ending] = dot > 0 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, ""];
    let unique = plain;
    for (let place = 2; taken.has(unique.toLowerCase()); place++) unique = `${stem} (${place})${ending}`;
    taken.add(unique.toLowerCase());
    return unique;
  };
}

/** A name and nothing else: no folder, no way up, nothing that cannot be seen, no trailing dot that Windows drops. */
function safe(name: string): string {
  const shown = name
    .normalize("NFC")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}/\\:*?"<>|]/gu, "-")
    .trim()
    .replace(/^\.+|[. ]+$/g, "");
  return shown === "" ? "photo" : shown;
}

interface Entry {
  readonly name: Uint8Array<ArrayBuffer>;
  readonly crc: number;
  readonly sizeBytes: number;
  readonly changed: number;
  /** Of the local header, from the start of the file. */
  readonly offset: number;
}

async function checksum(blob: Blob): Promise<number> {
  const reader = blob.stream().getReader();
  let crc = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read())
    crc = crc32(piece.value, crc);
  return crc;
}

const version = 20;
/** Bit 11: the name is UTF-8. */
const flags = 0x0800;
const stored = 0;

function localHeader({ name, crc, sizeBytes, changed }: Entry): Uint8Array<ArrayBuffer> {
  const { bytes, write2, write4 } = record(30, name);
  write4(0x04034b50);
  write2(version);
  write2(flags);
  write2(stored);
  write4(changed);
  write4(crc);
  write4(sizeBytes);
  write4(sizeBytes);
  write2(name.length);
  write2(0);
  return bytes;
}

function directoryEntry({ name, crc, sizeBytes, changed, offset }: Entry): Uint8Array<ArrayBuffer> {
  const { bytes, write2, write4 } = record(46, name);
  write4(0x02014b50);
  write2(version);
  write2(version);
  write2(flags);
  write2(stored);
  write4(changed);
  write4(crc);
  write4(sizeBytes);
  write4(sizeBytes);
  write2(name.length);
  // No extra field, no comment, first disk, a binary file without attributes.
  write4(0);
  write4(0);
  write4(0);
  write4(offset);
  return bytes;
}

function endOf(files: number, directoryBytes: number, offset: number): Uint8Array<ArrayBuffer> {
  const { bytes, write2, write4 } = record(22, new Uint8Array());
  write4(0x06054b50);
  write4(0);
  write2(files);
  write2(files);
  write4(directoryBytes);
  write4(offset);
  write2(0);
  return bytes;
}

/** Fixed fields, written one after the other, least significant byte first, then the name. */
function record(fixedBytes: number, name: Uint8Array) {
  const bytes = new Uint8Array(fixedBytes + name.length);
  const view = new DataView(bytes.buffer);
  bytes.set(name, fixedBytes);
  let at = 0;
  return {
    bytes,
    write2(value: number): void {
      view.setUint16(at, value, true);
      at += 2;
    },
    write4(value: number): void {
      view.setUint32(at, value, true);
      at += 4;
    },
  };
}

/** Time in the low word, date in the high one: two-second steps since 1980. */
function dosTime(at: Date): number {
  const time = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
  const date = (Math.max(0, at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
  return ((date << 16) | time) >>> 0;
}
