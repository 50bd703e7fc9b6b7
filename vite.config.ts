import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { manifest } from "./src/manifest.ts";

const reactQuery = createRequire(import.meta.url).resolve("@tanstack/react-query");
const queryCore = join(
  dirname(createRequire(reactQuery).resolve("@tanstack/query-core/package.json")),
  "build/modern/index.js",
);

/** The app. Also used in middleware mode by `npm run dev`, where the embedded cloud serves it. */
export default defineConfig({
  resolve: {
    alias: [
      // React 18 and later has it built in; the shim is for those before.
      { find: /^use-sync-external-store\/shim(\/index\.js)?$/, replacement: "react" },
      // The persister brings an older copy of the core that react-query has of its own: one is enough.
      { find: "@tanstack/query-core", replacement: queryCore },
    ],
  },
  plugins: [
    react(),
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
        globIgnores: ["**/rectangle-canvas-*", "**/authenticator-*", "**/browser-image-compression*"],
        maximumFileSizeToCacheInBytes: 3_000_000,
      },
    }),
  ],
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
            // What the first screen needs anyway, together: many small files compress worse than one.
            {
              name: "base",
              test: /node_modules\/(react|react-dom|scheduler|zod|@tanstack|wouter|regexparam|idb|mitt)\/|lucide-react\/dist\/esm\/(createLucideIcon|Icon|context|defaultAttributes|shared)|\/src\/(first-words|backend\/(store|session|database|api|trouble|backend|queries|merge|request-id)|design\/(button|toast)|features\/upload\/(queue|job|new-job|shelf|local-pictures))\.tsx?$/,
            },
          ],
        },
      },
    },
  },
  worker: { format: "es" },
});
