import { type ImageId } from "#core/ids.ts";

const most = 40;
const urls = new Map<ImageId, string>();

/** Pictures of photos that have just left this phone, shown until the backend has made its own copies. */
export const localPictures = {
  keep(image: ImageId, photo: Blob): void {
    urls.set(image, URL.createObjectURL(photo));
    const [oldest] = urls;
    if (urls.size <= most || oldest === undefined) return;
    URL.revokeObjectURL(oldest[1]);
    urls.delete(oldest[0]);
  },
  of: (image: ImageId): string | undefined => urls.get(image),
};
