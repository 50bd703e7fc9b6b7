import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { weighBundles } from "./weigh-bundles.ts";

/**
 * `tsx amplify/tools/bundles.ts [templates folder]`, after `npm run synth`
 *
 * Prints what each function's code weighs and how long it takes to load; fails when one is over its bounds.
 */
const templatesDir = process.argv[2] ?? fileURLToPath(new URL("../../cdk.out", import.meta.url));
if (!existsSync(templatesDir)) throw new Error(`There is no ${templatesDir}: run npm run synth first.`);
const weighed = weighBundles(templatesDir);
const print = (line: string): void => void process.stdout.write(`${line}\n`);
print("| function | size | at most | loads in (processor) | at most |");
print("| --- | --- | --- | --- | --- |");
for (const { name, bytes, mostBytes, loadMs, mostLoadMs } of weighed)
  print(`| ${name} | ${kB(bytes)} | ${kB(mostBytes)} | ${loadMs} ms | ${mostLoadMs} ms |`);
const isHeavy = weighed.some(
  ({ bytes, mostBytes, loadMs, mostLoadMs }) => bytes > mostBytes || loadMs > mostLoadMs,
);
if (isHeavy) throw new Error("A bundle is over its bounds.");

function kB(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}
