import { createHash, randomUUID } from "node:crypto";
import { type ReadStream, readdirSync, rmSync } from "node:fs";
import { link, open, rm } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod/mini";
import {
  makeDir,
  readRecord,
  spoiledSuffix,
  temporarySuffix,
  waitForDisk,
  writeAtomically,
} from "#local/files.ts";
import { type BodyDigest, createBodyDigest } from "#local/s3/checksums.ts";

/** What is kept about an object; `headers` are those given back with it, `metadata` its x-amz-meta-* by full name. */
const storedObject = z.object({
  key: z.string(),
  /** The file of the bytes, under data/. */
  file: z.string(),
  sizeBytes: z.int(),
  /** With its quotes. */
  etag: z.string(),
  modifiedAt: z.number(),
  /** Grows with every write of any key: the later of two versions has the greater one. */
  sequence: z.int(),
  headers: z.record(z.string(), z.string()),
  metadata: z.record(z.string(), z.string()),
  checksums: z.record(z.string(), z.string()),
});
export type StoredObject = z.infer<typeof storedObject>;

export type ObjectFacts = Pick<StoredObject, "headers" | "metadata" | "checksums">;

/** Bytes on disk that are nobody's object yet. */
export type StagedBody = ReturnType<BodyDigest["finish"]> & {
  readonly file: string;
  readonly sizeBytes: number;
};

/**
 * One bucket on disk: data/ holds the bytes under random names, objects/ one small file a key that points to them.
 * An object changes by one rename, so a crash leaves the old or the new one whole; bytes nobody points to are swept at
 * the next start.
 */
export type ObjectStore = {
  get(key: string): StoredObject | undefined;
  /** In the order of UTF-8 bytes, as S3 lists. */
  keys(): readonly string[];
  /** Resolves once the file is open: from then on the bytes stay readable, whatever happens to the object. */
  read(object: StoredObject, range: { start: number; end: number }): Promise<ReadStream>;
  /** Writes the bytes as they come; rejects with what `source` throws and leaves nothing behind. */
  stage(source: AsyncIterable<Buffer>): Promise<StagedBody>;
  discard(staged: StagedBody): Promise<void>;
  /** The staged bytes become the object, in place of whatever it was. */
  commit(key: string, staged: StagedBody, facts: ObjectFacts): Promise<StoredObject>;
  copy(from: StoredObject, key: string, facts: ObjectFacts): Promise<StoredObject>;
  remove(key: string): Promise<void>;
};

export function openObjectStore(dir: string, clock: () => number): ObjectStore {
  const objectsDir = makeDir(join(dir, "objects"));
  const dataDir = makeDir(join(dir, "data"));
  const objects = new Map<string, StoredObject>();
  for (const name of readdirSync(objectsDir)) {
    const path = join(objectsDir, name);
    if (name.endsWith(temporarySuffix)) {
      rmSync(path, { force: true });
      continue;
    }
    const object = name.endsWith(".json") ? readRecord(path, storedObject) : undefined;
    if (object) objects.set(object.key, object);
  }
  // Bytes that a spoiled record pointed to may be somebody's only photo: they stay for whoever repairs it.
  if (!readdirSync(objectsDir).some((name) => name.endsWith(spoiledSuffix))) sweep(dataDir, objects);
  let sequence = Math.max(0, ...[...objects.values()].map((object) => object.sequence));

  const dataPath = (file: string): string => join(dataDir, file);
  const put = async (
    key: string,
    body: Pick<StoredObject, "file" | "sizeBytes" | "etag">,
    { headers, metadata, checksums }: ObjectFacts,
  ): Promise<StoredObject> => {
    sequence += 1;
    const object: StoredObject = {
      key,
      file: body.file,
      sizeBytes: body.sizeBytes,
      etag: body.etag,
      modifiedAt: clock(),
      sequence,
      headers,
      metadata,
      checksums,
    };
    const before = objects.get(key);
    const path = join(objectsDir, fileOf(key));
    // In one step with whatever condition the caller has just looked at. The disk is waited for after it, by this caller
    // alone: everybody else is served meanwhile.
    writeAtomically(path, JSON.stringify(object), { durable: false });
    objects.set(key, object);
    await waitForDisk(path);
    // A reader that has the old bytes open keeps them: the name goes, the bytes when the last reader has left.
    // Should it stay, the next start sweeps it.
    if (before) await rm(dataPath(before.file), { force: true }).catch(() => undefined);
    return object;
  };

  return {
    get: (key) => objects.get(key),
    keys: () => [...objects.keys()].toSorted(byBytes),
    async read(object, { start, end }) {
      const file = await open(dataPath(object.file), "r");
      return file.createReadStream({ start, end });
    },
    async stage(source) {
      const file = randomUUID();
      const digest = createBodyDigest();
      let sizeBytes = 0;
      const handle = await open(dataPath(file), "wx", 0o600);
      try {
        for await (const chunk of source) {
          digest.update(chunk);
          sizeBytes += chunk.length;
          await handle.writeFile(chunk);
        }
        // The object must not point to bytes a power cut can take away.
        await handle.sync();
      } catch (error) {
        await rm(dataPath(file), { force: true });
        throw error;
      } finally {
        await handle.close();
      }
      return { file, sizeBytes, ...digest.finish() };
    },
    discard: (staged) => rm(dataPath(staged.file), { force: true }),
    commit: (key, staged, facts) => put(key, { ...staged, etag: `"${staged.md5Hex}"` }, facts),
    async copy(from, key, facts) {
      // Bytes never change once written, so a second name is a copy.
      const file = randomUUID();
      await link(dataPath(from.file), dataPath(file));
      return put(key, { ...from, file }, facts);
    },
    async remove(key) {
      const object = objects.get(key);
      if (!object) return;
      objects.delete(key);
      await rm(join(objectsDir, fileOf(key)), { force: true });
      await rm(dataPath(object.file), { force: true });
    },
  };
}

/** Keys may hold any character and differ by case only; file names may not. */
function fileOf(key: string): string {
  return `${createHash("sha256").update(key).digest("hex")}.json`;
}

function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function sweep(dataDir: string, objects: ReadonlyMap<string, StoredObject>): void {
  const used = new Set([...objects.values()].map(({ file }) => file));
  for (const name of readdirSync(dataDir)) {
    if (!used.has(name)) rmSync(join(dataDir, name), { force: true });
  }
}
