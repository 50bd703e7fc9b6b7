const most = 60;
const urls = new Map<string, string>();

/**
 * Pictures of photos that are on this phone, by the id of their job, and of those that have just left it, by the id of
 * their image, until the backend has made its own copies. One address each: a picture does not flicker when its job
 * is read anew.
 */
export const localPictures = {
  /** The same id gives the same address. */
  show(job: string, photo: Blob): string {
    const known = urls.get(job);
    if (known !== undefined) return known;
    const made = URL.createObjectURL(photo);
    urls.set(job, made);
    dropOldest();
    return made;
  },
  /** The job has become an image. */
  pass(job: string, image: string): void {
    const url = urls.get(job);
    if (url === undefined) return;
    urls.delete(job);
    urls.set(image, url);
  },
  of: (image: string): string | undefined => urls.get(image),
};

function dropOldest(): void {
  const [oldest] = urls;
  if (urls.size <= most || oldest === undefined) return;
  URL.revokeObjectURL(oldest[1]);
  urls.delete(oldest[0]);
}
