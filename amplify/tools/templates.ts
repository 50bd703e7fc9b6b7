import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A resource of a template, with the parts that are read here. Values are JSON with CloudFormation's functions in it. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

/** Where a resource stands: in which template, and under which logical id. */
export interface Place {
  readonly template: Template;
  readonly id: string;
  readonly resource: Resource;
}

export interface Template {
  readonly file: string;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

/** The templates of one synthesis, nested ones linked to those that hold them. */
export interface Templates {
  readonly all: readonly Place[];
  ofType(type: string): readonly Place[];
  /** The resource that `Ref` or `Fn::GetAtt` names, through parameters and outputs of nested stacks. */
  follow(from: Template, value: unknown): Place | undefined;
  /** The path of the file or folder that an asset's location names. Throws Error when it is not there. */
  asset(location: unknown): string;
}

export function readTemplates(dir: string): Templates {
  const templates = new Map(
    readdirSync(dir)
      .filter((file) => file.endsWith(".template.json"))
      .map((file) => [file, readTemplate(dir, file)] as const),
  );
  const all = [...templates.values()].flatMap((template) =>
    Object.entries(template.Resources).map(([id, resource]): Place => ({ template, id, resource })),
  );
  const ofType = (type: string): readonly Place[] => all.filter(({ resource }) => resource.Type === type);
  const nested = ofType("AWS::CloudFormation::Stack").flatMap((stack) => {
    const template = templates.get(String(stack.resource.Metadata?.["aws:asset:path"]));
    return template ? [{ stack, template }] : [];
  });
  const files = readdirSync(dir).filter((file) => file.startsWith("asset."));

  const follow = (from: Template, value: unknown, depth = 0): Place | undefined => {
    if (depth > maxDepth) throw new RangeError(`A reference in ${from.file} never ends.`);
    const at = (place: Place | undefined): Place | undefined => place;
    const named = read(value, "Ref");
    if (typeof named === "string") {
      const resource = from.Resources[named];
      if (resource) return at({ template: from, id: named, resource });
      const holder = nested.find(({ template }) => template === from);
      return holder && follow(holder.stack.template, given(holder.stack, named), depth + 1);
    }
    const attribute = read(value, "Fn::GetAtt");
    if (!Array.isArray(attribute)) return undefined;
    const [id, name] = attribute.map(String);
    const resource = id === undefined ? undefined : from.Resources[id];
    if (id === undefined || resource === undefined) return undefined;
    const inner = nested.find(({ stack }) => stack.template === from && stack.id === id);
    if (inner && name?.startsWith("Outputs."))
      return follow(
        inner.template,
        inner.template.Outputs?.[name.slice("Outputs.".length)]?.Value,
        depth + 1,
      );
    return { template: from, id, resource };
  };

  return {
    all,
    ofType,
    follow: (from, value) => follow(from, value),
    asset(location) {
      const hash = /[0-9a-f]{64}/.exec(JSON.stringify(location))?.[0];
      const file = files.find((each) => hash !== undefined && each.startsWith(`asset.${hash}`));
      if (file === undefined) throw new Error(`${dir} has no asset for ${JSON.stringify(location)}.`);
      return join(dir, file);
    },
  };
}

/** A value inside JSON that came from outside; undefined where there is none. */
export function read(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}

const maxDepth = 20;

// CDK's own files: the shape is CloudFormation's.
const readTemplate = (dir: string, file: string): Template => ({
  ...(JSON.parse(readFileSync(join(dir, file), "utf8")) as Omit<Template, "file">),
  file,
});

const given = (stack: Place, parameter: string): unknown =>
  read(stack.resource.Properties, "Parameters", parameter);
