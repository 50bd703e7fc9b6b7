import { createHash } from "node:crypto";
import { type Objects } from "#functions/ports.ts";

export interface MemoryObjects extends Objects {
  readonly files: Map<string, { readonly bytes: Uint8Array; readonly contentType: string }>;
  keys(): readonly string[];
}

export function memoryObjects(): MemoryObjects {
  const files: MemoryObjects["files"] = new Map();
  return {
    files,
    keys: () => [...files.keys()].toSorted(),
    async head(key) {
      const file = files.get(key);
      return (
        file && { sizeBytes: file.bytes.length, contentType: file.contentType, etag: etagOf(file.bytes) }
      );
    },
    async get(key) {
      const file = files.get(key);
      return file && Uint8Array.from(file.bytes);
    },
    async put(key, bytes, contentType) {
      files.set(key, { bytes: Uint8Array.from(bytes), contentType });
    },
    async copy(from, to) {
      const file = files.get(from);
      if (file === undefined) return "missing";
      files.set(to, file);
      return "copied";
    },
    async remove(keys) {
      for (const key of keys) files.delete(key);
    },
    async list(prefix) {
      return [...files.keys()].filter((key) => key.startsWith(prefix)).slice(0, 1000);
    },
    async presignGet(key, asked) {
      return `memory://${key}#${new URLSearchParams({ ...asked, seconds: String(asked.seconds) })}`;
    },
    async presignPost(key, asked) {
      return { url: "memory://post", fields: { key, ...asked, ...numbers(asked) } };
    },
  };
}

const etagOf = (bytes: Uint8Array): string => createHash("md5").update(bytes).digest("hex");

const numbers = (asked: { seconds: number; minBytes: number; maxBytes: number }) => ({
  seconds: String(asked.seconds),
  minBytes: String(asked.minBytes),
  maxBytes: String(asked.maxBytes),
});
