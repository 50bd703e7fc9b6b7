/** Where the page holds which files each of its screens needs. */
export const routeFilesId = "route-files";
