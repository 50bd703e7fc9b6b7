/** Where the page holds what it is made of; written by route-files.ts. */
export const neededFilesId = "needed-files";

export interface NeededFiles {
  /** The name of how this build looks: one with other styles in its page has another. */
  readonly look: string;
  /** Of the app, whatever it shows. */
  readonly app: readonly string[];
  /** Of the screen at a path, beyond those: a pattern of the path, and the files. */
  readonly screens: readonly (readonly [pattern: string, files: readonly string[]])[];
}

/** Undefined in a page that was not built: there everything comes as it is asked for. */
export function neededFilesOf(page: Document): NeededFiles | undefined {
  const text = page.getElementById(neededFilesId)?.textContent;
  // Written into the same page by the same build.
  return text ? (JSON.parse(text) as NeededFiles) : undefined;
}

/** What the app and the screen at this path are made of. */
export const neededAt = ({ app, screens }: NeededFiles, pathname: string): readonly string[] => [
  ...app,
  ...screens.flatMap(([pattern, files]) => (new RegExp(pattern).test(pathname) ? files : [])),
];
