import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { type Plugin } from "vite";

/** How the packed form of a file is named. */
export const packedAs = (path: string): string => `${path}.br`;

/** Puts beside each script and style of the built app its packed form, as small as a CDN would send it. */
export function packedFiles(): Plugin {
  let assets = "";
  return {
    name: "packed-files",
    apply: "build",
    configResolved: ({ root, build }) => {
      assets = join(root, build.outDir, build.assetsDir);
    },
    async closeBundle(failure?: Error) {
      // A build that failed has written nothing, and says why itself.
      if (failure !== undefined) return;
      const names = (await readdir(assets)).filter((name) => [".js", ".css"].includes(extname(name)));
      await Promise.all(names.map((name) => pack(join(assets, name))));
    },
  };
}

async function pack(path: string): Promise<void> {
  const bytes = await readFile(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  await writeFile(packedAs(path), await promisify(brotliCompress)(bytes, { params }));
}
