/** The web app manifest. Read by vite.config.ts at build time only. */
const photoTypes = {
  "image/jpeg": [".jpg", ".jpeg"],
  "image/png": [".png"],
  "image/webp": [".webp"],
  "image/heic": [".heic", ".heif"],
};

export const manifest = {
  id: "/",
  name: "Reimagine",
  short_name: "Reimagine",
  description: "Listing photos from the hallway: staged, dusk, clean and honest.",
  start_url: "/?from=home-screen",
  scope: "/",
  display: "standalone" as const,
  orientation: "any" as const,
  background_color: "#121110",
  theme_color: "#121110",
  categories: ["photo", "business"],
  launch_handler: { client_mode: ["navigate-existing", "auto"] as ("navigate-existing" | "auto")[] },
  icons: [
    { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
    { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
    { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
  ],
  /** Made by test/e2e/installable.e2e.ts, of a house this project draws itself. */
  screenshots: [
    {
      src: "/screenshots/photo-narrow.webp",
      sizes: "780x1688",
      type: "image/webp",
      form_factor: "narrow" as const,
      label: "A house by day and the same one at dusk, under one finger",
    },
    {
      src: "/screenshots/photo-wide.webp",
      sizes: "1280x800",
      type: "image/webp",
      form_factor: "wide" as const,
      label: "Before and after, with everything that was made of the photo",
    },
  ],
  shortcuts: [
    {
      name: "Capture",
      short_name: "Capture",
      url: "/capture",
      icons: [{ src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" }],
    },
  ],
  share_target: {
    action: "/share-target",
    method: "POST" as const,
    enctype: "multipart/form-data",
    params: { files: [{ name: "photos", accept: Object.entries(photoTypes).flat(2) }] },
  },
  file_handlers: [{ action: "/?open=files", accept: photoTypes }],
};
