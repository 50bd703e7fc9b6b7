import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { writeApi } from "./write-api.ts";

/**
 * `tsx amplify/tools/synth.ts [templates folder] [API folder]`
 *
 * Synthesizes the backend without AWS, account or network, then writes schema.graphql and rules.json. The folders are
 * cdk.out and amplify/data unless named; ours to empty is only the first. Exits with the synthesis' code when it fails:
 * for a finding of CloudFormation's validation, and for one of cdk-nag that nobody has explained (nag/allowed.ts).
 */
const context = {
  "amplify-backend-namespace": "reimagine",
  "amplify-backend-name": "local",
  // As the pipeline deploys it; a sandbox differs in what survives its deletion.
  "amplify-backend-type": "branch",
  // Nested templates are linked to each other by these.
  "aws:cdk:enable-path-metadata": true,
  "aws:cdk:enable-asset-metadata": true,
  // A finding of CloudFormation's own validation fails the synthesis.
  "@aws-cdk/core:validateAgainstDefaultRules": true,
};

const project = fileURLToPath(new URL("../../", import.meta.url));
const [templatesDir = resolve(project, "cdk.out"), apiDir = resolve(project, "amplify/data")] = process.argv
  .slice(2)
  .map((each) => resolve(project, each));

rmSync(templatesDir, { recursive: true, force: true });
const code = await synthesize(templatesDir);
if (code === 0) writeApi(templatesDir, apiDir);
process.exitCode = code;

function synthesize(outdir: string): Promise<number> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const child = spawn(
    process.execPath,
    ["--import", tsx, resolve(project, "amplify/tools/reviewed-backend.ts")],
    {
      cwd: project,
      env: { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify(context) },
      stdio: "inherit",
    },
  );
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("exit", (exitCode) => done(exitCode ?? 1));
  });
}
