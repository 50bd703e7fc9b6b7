import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Report } from "../nag/review.ts";

/** `tsx amplify/tools/nag.ts`, after `npm run synth`: what cdk-nag found, why each finding stays, how often. */
const file = fileURLToPath(new URL("../../cdk.out/nag-report.json", import.meta.url));
if (!existsSync(file)) throw new Error(`There is no ${file}: run npm run synth first.`);
// Written by nag/reviewed-checks.ts.
const report = JSON.parse(readFileSync(file, "utf8")) as Report;

const counts = new Map<string, number>();
for (const { rule, reason } of report.explained) {
  const line = `${rule.replace(/\[.*/, "")} | ${reason}`;
  counts.set(line, (counts.get(line) ?? 0) + 1);
}
const print = (line: string): void => void process.stdout.write(`${line}\n`);
print("| rule | why it stays | times |");
print("| --- | --- | --- |");
for (const [line, times] of [...counts].toSorted()) print(`| ${line} | ${times} |`);
print(`\n${report.explained.length} explained, ${report.unexplained.length} unexplained.`);
for (const { rule, at } of report.unexplained) print(`UNEXPLAINED ${rule} at ${at}`);
if (report.unexplained.length > 0) process.exitCode = 1;
