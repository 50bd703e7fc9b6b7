import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";

const CACHE = "node_modules/.cache/surface-photos";

/** A photo of a room in a public repository, under the licence of Unsplash, which its name tells. */
interface PublicPhoto {
  readonly name: string;
  readonly repository: string;
  readonly commit: string;
  readonly path: string;
  readonly sha256: string;
}

/** Those of photos.tsv, by name. */
export async function publicPhotos(): Promise<ReadonlyMap<string, PublicPhoto>> {
  const [, ...lines] = (await readFile("test/surfaces/photos.tsv", "utf8")).trim().split("\n");
  const photos = lines.map((line): PublicPhoto => {
    const [name = "", repository = "", commit = "", path = "", sha256 = ""] = line.split("\t");
    return { name, repository, commit, path, sha256 };
  });
  return new Map(photos.map((photo) => [photo.name, photo]));
}

/** Where the photo lies on this machine; it is fetched once, and refused when it is another than was drawn on. */
export async function fetched({ name, repository, commit, path, sha256 }: PublicPhoto): Promise<string> {
  const file = `${CACHE}/${name}`;
  const kept = await readFile(file).catch(() => undefined);
  const bytes = kept ?? (await download(`https://raw.githubusercontent.com/${repository}/${commit}/${path}`));
  if (createHash("sha256").update(bytes).digest("hex") !== sha256)
    throw new Error(`${name} is not the photo that was drawn on`);
  if (kept === undefined) {
    await mkdir(CACHE, { recursive: true });
    await writeFile(file, bytes);
  }
  return file;
}

async function download(url: string): Promise<Uint8Array> {
  const answer = await fetch(encodeURI(url));
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
