/** The cache of pictures seen, written by the service worker and dropped by the page at sign-out. */
export const pictureCache = "reimagine.pictures";
