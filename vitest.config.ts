import { defineConfig } from "vitest/config";

/** Two cores: the suites that start servers or the studio run one file at a time beside the quick ones. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    exclude: ["test/e2e/**", "**/node_modules/**"],
    setupFiles: ["test/seed.ts"],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
