import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const project = fileURLToPath(new URL("../../", import.meta.url));

/** False without the packages of amplify/, which `npm start` does without. */
export const canSynthesize = existsSync(join(project, "amplify/node_modules/aws-cdk-lib"));

/** What `npm run synth` does, into these folders. Rejects with everything it printed when it fails. */
export const synthesize = (templatesDir: string, apiDir: string): Promise<void> =>
  runNode("--import", "tsx", "amplify/tools/synth.ts", templatesDir, apiDir);

/** What the pipeline checks before it deploys, with the compiler it uses. Rejects with the errors. */
export const checkTypes = (): Promise<void> =>
  runNode("amplify/node_modules/typescript/bin/tsc", "-p", "amplify");

function runNode(...args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, { cwd: project, stdio: ["ignore", "pipe", "pipe"] });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => printed.push(text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${args.join(" ")} failed (${code}):\n${printed.join("")}`));
    });
  });
}

/** One synthesis, looked into: what is there, and what each function may do. */
export function lookAt(resources: readonly Resource[]) {
  const of = (type: string): readonly Resource[] => resources.filter((resource) => resource.type === type);
  const one = (type: string): Resource => only(of(type));
  const lambda = (name: string): Resource =>
    only(of("AWS::Lambda::Function").filter(({ path }) => path.endsWith(`/data/${name}/Resource`)));
  return {
    all: resources,
    of,
    one,
    lambda,
    /** Every action with every resource that a function's role may use it on. */
    allowed(name: string): readonly { readonly actions: readonly string[]; readonly resource: string }[] {
      const role = (path: string): boolean => path.includes(`/data/${name}-role/`);
      const statements = [
        ...of("AWS::IAM::Policy").flatMap(({ path, properties }) =>
          role(path) ? listOf(at(properties, "PolicyDocument", "Statement")) : [],
        ),
        ...of("AWS::IAM::Role").flatMap(({ path, properties }) =>
          role(path)
            ? listOf(properties["Policies"]).flatMap((policy) =>
                listOf(at(policy, "PolicyDocument", "Statement")),
              )
            : [],
        ),
      ];
      if (statements.length === 0) throw new Error(`${name} has no rights.`);
      return statements.flatMap((statement) =>
        listOf(at(statement, "Resource")).map((resource) => ({
          actions: listOf(at(statement, "Action")).map(String),
          resource: written(resource),
        })),
      );
    },
  };
}
export type Backend = ReturnType<typeof lookAt>;

export function only(found: readonly Resource[]): Resource {
  const [first] = found;
  if (!first || found.length > 1) throw new Error(`Expected one and found ${found.length}.`);
  return first;
}

/** JSON of a template, as far as these tests look into it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Fields = { readonly [key: string]: Json };

export interface Resource {
  /** Where it stands in the tree of constructs: "…/data/api/Resource". */
  readonly path: string;
  readonly type: string;
  readonly properties: Fields;
  readonly deletionPolicy: string | undefined;
  readonly condition: string | undefined;
}

/** Every resource of every stack of a synthesis. */
export function readResources(templatesDir: string): readonly Resource[] {
  return readdirSync(templatesDir)
    .filter((file) => file.endsWith(".template.json"))
    .flatMap((file) => {
      // CloudFormation's own shape, written a moment ago by the CDK.
      const template = JSON.parse(readFileSync(join(templatesDir, file), "utf8")) as {
        readonly Resources: Readonly<Record<string, RawResource>>;
      };
      return Object.values(template.Resources).map((raw) => ({
        path: raw.Metadata?.["aws:cdk:path"] ?? "",
        type: raw.Type,
        properties: raw.Properties ?? {},
        deletionPolicy: raw.DeletionPolicy,
        condition: raw.Condition,
      }));
    });
}

interface RawResource {
  readonly Type: string;
  readonly Properties?: Fields;
  readonly DeletionPolicy?: string;
  readonly Condition?: string;
  readonly Metadata?: { readonly "aws:cdk:path"?: string };
}

/** A value inside a value; undefined where there is none. */
export const at = (value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined =>
  path.reduce<Json | undefined>(
    (inner, key) =>
      typeof inner === "object" && inner !== null
        ? (inner as { readonly [key: string]: Json })[key]
        : undefined,
    value,
  );

/** CloudFormation gives one or many the same meaning. */
export const listOf = (value: Json | undefined): readonly Json[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as Json];

/** A text with its references named: `{"Fn::Join": …}` becomes "arn:${AWS::Partition}:s3:::…". */
export function written(value: Json | undefined): string {
  if (typeof value === "string") return value;
  const joined = at(value, "Fn::Join", 1);
  if (Array.isArray(joined)) return joined.map((part: Json) => written(part)).join("");
  const ref = at(value, "Ref") ?? at(value, "Fn::GetAtt", 0);
  return typeof ref === "string" ? `\${${ref}}` : JSON.stringify(value);
}
