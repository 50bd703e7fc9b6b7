import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { packedFiles } from "./local/app/packed-files.ts";
import { routeFiles } from "./src/boot/route-files.ts";
import { wholeParts } from "./src/boot/whole-parts.ts";
import { manifest } from "./src/manifest.ts";

/** The page's first script, and the styles of the screens that are kept. */
const atBoot =
  /index\.html$|\/src\/(boot\/|design\/\w+\.css|features\/(start\/picture-cache|home\/home\.css|listing\/listing\.css|photo\/photo\.css|edit\/[\w-]+\.css))/;

/** What the app needs wherever it starts. */
const inBase = new RegExp(
  [
    "node_modules/(zod|wouter|regexparam|idb|mitt)/",
    // Asking for many things at once is for batches.
    "node_modules/@tanstack/(?!.*/(queriesObserver|useQueries)\\.js)",
    "lucide-react/dist/esm/(createLucideIcon|Icon|context|defaultAttributes|shared)",
    "lucide-react/dist/esm/icons/(activity|camera|cloud-off|images|settings)\\.",
    "/src/(app|main|first-words|made-at-need)\\.",
    "/src/backend/(api|backend|database|keep-answers|kept-answers|kept-token|merge|outputs|queries|query-client|request-id|session|signal|store|trouble|use-live)\\.",
    "/src/design/(button|empty-state|toast|trouble-box)\\.",
    "/src/features/home/(activity-link|home-screen|home-waiting|use-edit-states)\\.",
    "/src/features/start/(crash|install|last-grid|no-backend|part|signal-banner|update|update-banner|waiting)\\.",
    "/src/features/upload/(capture-bar|job|local-pictures|new-job|phone-queue|photo-input|post-file|queue|shelf|use-add-photos)\\.",
  ].join("|"),
);

/** Beyond the base: what the backend is asked with, what the grids show, what all screens with a photo share, and what is known of edits. */
const together = {
  questions: /\/core\/api\/(fields|json|operation|photo-operations|problem-view|views)\./,
  common:
    /\/src\/(listing-words|design\/(choices|is-for-typing|photo-frame|progress-line|sheet|use-picture|use-sharpest|use-steady)|backend\/(carry-out|deletion|deletion-shelf|deletions|files|listings|say-trouble)|features\/listing\/use-escape)\./,
  grid: /\/src\/(queue-words|features\/(home\/(home-contents|more-when-seen|photo-tile)|listing\/(grid-rows|grid-step|listing-cards|photo-grid|selection|try-sample|use-grid-place|use-grid-window|use-press|windowed-grid)|start\/install-when-kept|upload\/queue-bar))\./,
  edits:
    /\/core\/(batch|edit\/(ask|params)|enhance|api\/batch)|\/src\/((batch|edit|form|photo)-words|backend\/(batches|mutations)|features\/(disclosure-of|edit\/(describe-params|draft|drawings)|mask\/(marks|mask-address)))/,
};

/** The app. Also used in middleware mode by `npm run dev`, where the embedded cloud serves it. */
export default defineConfig({
  resolve: {
    alias: [
      // React 18 and later has it built in; the shim is for those before.
      { find: /^use-sync-external-store\/shim(\/index\.js)?$/, replacement: "react" },
    ],
  },
  plugins: [
    react(),
    packedFiles(),
    wholeParts(),
    routeFiles("/src/main.tsx", {
      "^/$": "/home/home-contents.tsx",
      "^/l/[^/]+$": "/listing/listing-screen.tsx",
      "^/p/[^/]+$": "/photo/photo-screen.tsx",
      "^/p/[^/]+/mask$": "/mask/mask-screen.tsx",
    }),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src/sw",
      filename: "service-worker.ts",
      registerType: "prompt",
      injectRegister: false,
      manifest,
      injectManifest: {
        globPatterns: ["**/*.{js,css,html,svg,webmanifest}", "icons/icon-192.png"],
        // Loaded once when first needed, and kept from then on by the worker's own rule.
        globIgnores: ["**/authenticator-*", "**/browser-image-compression*"],
        maximumFileSizeToCacheInBytes: 3_000_000,
      },
    }),
  ],
  // An import of types alone loads nothing, however it is written.
  oxc: { typescript: { onlyRemoveTypeImports: false } },
  build: {
    target: "baseline-widely-available",
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The page's policy allows no inline data but pictures; small assets stay files of their own.
    assetsInlineLimit: 0,
    rollupOptions: {
      output: {
        codeSplitting: {
          groups: [
            // One file and one style before a first screen can be painted; the rest comes after it.
            { name: "boot", priority: 3, test: atBoot, includeDependenciesRecursively: false },
            // What the app stands on: run before it and by itself, so that neither holds up a finger for long.
            {
              name: "react",
              priority: 3,
              test: /\/src\/react\.ts$|node_modules\/(react|react-dom|scheduler)\//,
            },
            // What the app needs wherever it starts, together: many small files compress worse than one.
            { name: "base", priority: 2, test: inBase },
            // A file each would be asked for one by one: what several screens have in common comes together.
            { name: "icons", priority: 1, test: /lucide-react\/dist\/esm\/icons\// },
            ...Object.entries(together).map(([name, test]) => ({
              name,
              test,
              priority: 1,
              includeDependenciesRecursively: false,
            })),
          ],
        },
      },
    },
  },
  worker: { format: "es" },
});
