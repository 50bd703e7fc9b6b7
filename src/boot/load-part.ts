/** A part of the app that is not on this phone and could not be fetched now. */
export class MissingPart extends Error {
  override readonly name = "MissingPart";
}

/** Files of this app that have come, or are coming. */
const asked = new Map<string, Promise<void>>();

/**
 * What every `import()` of the built app calls (see whole-parts.ts): the files come first, and only then are they
 * imported. A browser remembers a module that it could not fetch and never asks for it again until the page is loaded
 * anew; a file that did not come is just asked for again. Throws MissingPart.
 * @param load imports the part
 * @param files paths of all that the part is made of, itself among them, from the app's root
 */
export async function loadPart<T>(load: () => Promise<T>, files: readonly string[] = []): Promise<T> {
  await Promise.all(files.map((file) => have(`/${file}`)));
  return load();
}

function have(file: string): Promise<void> {
  let coming = asked.get(file);
  if (coming === undefined) {
    coming = isInPage(file) ? Promise.resolve() : file.endsWith(".css") ? putStyle(file) : keep(file);
    asked.set(file, coming);
    coming.catch(() => asked.delete(file));
  }
  return coming;
}

/** Named by the page itself, so there since its start. */
const isInPage = (file: string): boolean =>
  document.querySelector(`script[src="${file}"], link[href="${file}"]:not([rel="preload"])`) !== null;

/** Into the browser's own cache, where the import finds it: a file's name changes with its content. */
async function keep(file: string): Promise<void> {
  try {
    const response = await fetch(file);
    if (!response.ok) throw new MissingPart(`${file}: ${response.status}`);
    await response.arrayBuffer();
  } catch (cause) {
    if (cause instanceof MissingPart) throw cause;
    throw new MissingPart(`${file} did not come`, { cause });
  }
}

function putStyle(file: string): Promise<void> {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = file;
  return new Promise((resolve, reject) => {
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => {
      link.remove();
      reject(new MissingPart(`${file} did not come`));
    });
    document.head.append(link);
  });
}
