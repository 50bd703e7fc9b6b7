import { mkdtemp, readFile, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { playwrightCounts, vitestCounts, type Counts } from "./run/counts.ts";

/**
 * `npm test`: everything that says whether this project is whole, in one go. A step that fails does not stop the
 * others; the last line says `N passed, N failed` and the exit code says the same.
 */
interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Reads the counts from the step's report; without one the step counts as one test. */
  readonly counts?: (report: string) => Counts;
  readonly env?: Readonly<Record<string, string>>;
}

const reports = await mkdtemp(join(tmpdir(), "reimagine-test-"));
const unitReport = join(reports, "unit.json");
const journeyReport = join(reports, "journeys.json");
const bin = (name: string): string => join("node_modules", ".bin", name);

const steps: readonly Step[] = [
  ...(existsSync("amplify/node_modules")
    ? []
    : [
        {
          name: "install amplify",
          command: "npm",
          args: ["ci", "--prefix", "amplify", "--no-audit", "--no-fund"],
        },
      ]),
  { name: "types", command: bin("tsc"), args: ["-b"] },
  { name: "lint", command: bin("oxlint"), args: ["--quiet"] },
  { name: "format", command: bin("prettier"), args: ["--check", "--log-level", "warn", "."] },
  { name: "unused code", command: bin("knip"), args: ["--no-progress"] },
  {
    name: "tests",
    command: bin("vitest"),
    args: ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`],
    counts: vitestCounts,
  },
  { name: "build", command: bin("vite"), args: ["build", "--logLevel", "warn"] },
  { name: "size budget", command: bin("tsx"), args: ["test/size-budget.ts"] },
  {
    name: "journeys",
    command: bin("playwright"),
    args: ["test", "--reporter=list,json"],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: journeyReport },
    counts: playwrightCounts,
  },
];

const total = { passed: 0, failed: 0, skipped: 0 };
for (const step of steps) {
  const startMs = Date.now();
  process.stdout.write(`\n── ${step.name}\n`);
  const code = await run(step);
  const counts = await countsOf(step, code);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  const seconds = ((Date.now() - startMs) / 1000).toFixed(1);
  process.stdout.write(
    `── ${step.name}: ${code === 0 ? "ok" : `failed with exit code ${code}`}, ${seconds} s\n`,
  );
}
await rm(reports, { recursive: true, force: true });
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;

function run({ command, args, env }: Step): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env },
    });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/** A step that failed counts at least one failure, whatever its report says or if it wrote none. */
async function countsOf({ counts }: Step, code: number): Promise<Counts> {
  const alone: Counts =
    code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
  if (counts === undefined) return alone;
  const report = counts === vitestCounts ? unitReport : journeyReport;
  if (!existsSync(report)) return alone;
  const read = counts(await readFile(report, "utf8"));
  return code !== 0 && read.failed === 0 ? { ...read, failed: 1 } : read;
}
