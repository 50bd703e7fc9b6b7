import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { benches } from "./benches.ts";
import { type Figure } from "./harness.ts";
import { makeSheet } from "./sheet.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { sheet: { type: "string" } } });

if (values.sheet === undefined) await runBenches(positionals);
else await makeSheet(values.sheet, positionals);

/** Runs all benches, or those whose names are given; prints their figures and keeps them as JSON. */
async function runBenches(names: readonly string[]): Promise<void> {
  const chosen = benches.filter(({ name }) => names.length === 0 || names.includes(name));
  if (chosen.length === 0)
    throw new RangeError(`Expected one of ${benches.map(({ name }) => name).join(", ")}`);
  const folder = new URL("results/", import.meta.url);
  await mkdir(folder, { recursive: true });
  for (const bench of chosen) {
    const figures = await bench.run();
    process.stdout.write(`\n${bench.name}\n${figures.map(line).join("\n")}\n`);
    const kept = {
      bench: bench.name,
      node: process.version,
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      figures,
    };
    await writeFile(new URL(`${bench.name}.json`, folder), `${JSON.stringify(kept, null, 2)}\n`);
  }
}

function line({ name, value, unit, target, peer }: Figure): string {
  const against =
    peer === undefined ? "" : `   ${peer.ratio.toFixed(2)} × ${peer.name} (${round(peer.value)})`;
  return `  ${name.padEnd(44)} ${round(value).padStart(10)} ${unit.padEnd(5)} ${(target ?? "").padEnd(10)}${against}`;
}

function round(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
