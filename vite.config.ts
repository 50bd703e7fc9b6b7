import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { manifest } from "./src/manifest.ts";

/** The app. Also used in middleware mode by `npm run dev`, where the embedded cloud serves it. */
export default defineConfig({
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
        globIgnores: ["**/mask-editor-*", "**/authenticator-*", "**/browser-image-compression*"],
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
  },
  worker: { format: "es" },
});
