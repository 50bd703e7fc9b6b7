import { readdirSync, readFileSync } from "node:fs";
import { type DirectiveNode, type FieldDefinitionNode, Kind, parse, type ValueNode } from "graphql";
import { functionTag } from "../functions/tag.ts";
import { read, type Place, readTemplates, type Templates } from "./templates.ts";

/** Who may call a field; one of them is enough. With `groups`, a member of any of them. */
export type AuthRule =
  { readonly mode: "userPools"; readonly groups?: readonly string[] } | { readonly mode: "iam" };

/** What answers a field: a Lambda function of ours, or a JavaScript resolver in amplify/data/resolvers. */
export type Handler =
  { readonly kind: "function"; readonly name: string } | { readonly kind: "js"; readonly file: string };

export interface FieldRules {
  readonly auth: readonly AuthRule[];
  readonly handler: Handler;
  /** For a subscription: the mutations whose results it delivers. */
  readonly subscribesTo?: readonly string[];
}

export interface Api {
  /** The schema as AppSync gets it, with AWS's directives and scalars, which it does not define. */
  readonly sdl: string;
  /** By field: "Query.getImage". */
  readonly rules: Readonly<Record<string, FieldRules>>;
}

/** The API that a synthesis would deploy. Throws Error where the templates are not as Amplify makes them. */
export function readApi(templatesDir: string): Api {
  const templates = readTemplates(templatesDir);
  const [schema] = templates.ofType("AWS::AppSync::GraphQLSchema");
  if (!schema) throw new Error(`${templatesDir} holds no GraphQL schema.`);
  const sdl = textOf(templates, schema, "Definition");
  const resolvers = templates.ofType("AWS::AppSync::Resolver").map((place) => readResolver(templates, place));

  const rules = rootFields(sdl).map(({ key, field }): [string, FieldRules] => {
    const resolver = resolvers.find((each) => each.key === key);
    if (!resolver) throw new Error(`${key} has no resolver.`);
    const subscribesTo = strings(argument(directive(field, "aws_subscribe"), "mutations"));
    return [
      key,
      {
        auth: readAuth(key, field, resolver.groups),
        handler: resolver.handler,
        ...(subscribesTo ? { subscribesTo } : {}),
      },
    ];
  });
  return { sdl, rules: Object.fromEntries(rules.toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

function rootFields(sdl: string): readonly { readonly key: string; readonly field: FieldDefinitionNode }[] {
  return parse(sdl).definitions.flatMap((type) =>
    type.kind === Kind.OBJECT_TYPE_DEFINITION &&
    ["Query", "Mutation", "Subscription"].includes(type.name.value)
      ? (type.fields ?? []).map((field) => ({ key: `${type.name.value}.${field.name.value}`, field }))
      : [],
  );
}

function readAuth(
  key: string,
  field: FieldDefinitionNode,
  resolverGroups: readonly string[] | undefined,
): readonly AuthRule[] {
  const rules = (field.directives ?? []).flatMap((each): readonly AuthRule[] => {
    switch (each.name.value) {
      case "aws_iam":
        return [{ mode: "iam" }];
      case "aws_cognito_user_pools": {
        const groups = strings(argument(each, "cognito_groups")) ?? resolverGroups;
        return [{ mode: "userPools", ...(groups ? { groups } : {}) }];
      }
      case "aws_subscribe":
        return [];
      default:
        throw new Error(`${key} has @${each.name.value}, which nothing here knows.`);
    }
  });
  if (rules.length === 0) throw new Error(`${key} says nothing about who may call it.`);
  // People first, whatever the order in the schema.
  return rules.toSorted((a, b) => (a.mode < b.mode ? 1 : -1));
}

interface ReadResolver {
  readonly key: string;
  readonly handler: Handler;
  /** Amplify writes the groups of a function's field into a template of the resolver and not into the schema. */
  readonly groups: readonly string[] | undefined;
}

function readResolver(templates: Templates, place: Place): ReadResolver {
  const properties = place.resource.Properties;
  const key = `${String(properties?.["TypeName"])}.${String(properties?.["FieldName"])}`;
  const names = read(properties, "PipelineConfig", "Functions");
  const steps = (Array.isArray(names) ? names : []).map((name: unknown) => {
    const step = templates.follow(place.template, name);
    if (!step) throw new Error(`A step of ${key} leads nowhere.`);
    return step;
  });
  const handler = steps.flatMap((step) => handlerOf(templates, step) ?? []).at(-1);
  if (!handler) throw new Error(`Nothing answers ${key}.`);
  return { key, handler, groups: steps.map((step) => groupsOf(templates, step)).find(Boolean) };
}

function handlerOf(templates: Templates, step: Place): Handler | undefined {
  const properties = step.resource.Properties;
  if (properties?.["CodeS3Location"] !== undefined)
    return { kind: "js", file: resolverWith(textOf(templates, step, "Code")) };
  const source = templates.follow(step.template, properties?.["DataSourceName"]);
  const lambda = read(source?.resource.Properties, "LambdaConfig", "LambdaFunctionArn");
  if (!source || lambda === undefined) return undefined;
  const called = templates.follow(source.template, lambda);
  const name = called && tagOf(called, functionTag);
  if (name === undefined) throw new Error(`${step.id} calls a function that carries no name.`);
  return { kind: "function", name };
}

/** Amplify uploads a resolver under a name made from its text; ours is the one with the same text. */
function resolverWith(code: string): string {
  const found = readdirSync(resolversDir).find(
    (file) => readFileSync(new URL(file, resolversDir), "utf8") === code,
  );
  if (found === undefined) throw new Error("A resolver was deployed that is not in amplify/data/resolvers.");
  return found;
}

function groupsOf(templates: Templates, step: Place): readonly string[] | undefined {
  const template = step.resource.Properties?.["RequestMappingTemplateS3Location"];
  if (template === undefined) return undefined;
  const roles = /\$staticGroupRoles = (\[.*?\]) \)/.exec(
    textOf(templates, step, "RequestMappingTemplate"),
  )?.[1];
  if (roles === undefined) return undefined;
  const listed: unknown = JSON.parse(roles);
  return Array.isArray(listed) ? listed.map((role) => String(read(role, "entity"))) : undefined;
}

/** A text that stands either in the template or in a file beside it. */
function textOf(templates: Templates, { resource, id }: Place, property: string): string {
  const inline = resource.Properties?.[property];
  if (typeof inline === "string") return inline;
  const location = resource.Properties?.[`${property}S3Location`];
  if (location === undefined) throw new Error(`${id} has no ${property}.`);
  return readFileSync(templates.asset(location), "utf8");
}

function tagOf({ resource }: Place, key: string): string | undefined {
  const tags = resource.Properties?.["Tags"];
  const tag: unknown = Array.isArray(tags) ? tags.find((each) => read(each, "Key") === key) : undefined;
  const value = read(tag, "Value");
  return typeof value === "string" ? value : undefined;
}

const directive = (field: FieldDefinitionNode, name: string): DirectiveNode | undefined =>
  field.directives?.find((each) => each.name.value === name);

const argument = (of: DirectiveNode | undefined, name: string): ValueNode | undefined =>
  of?.arguments?.find((each) => each.name.value === name)?.value;

const strings = (list: ValueNode | undefined): readonly string[] | undefined =>
  list?.kind === Kind.LIST
    ? list.values.flatMap((each) => (each.kind === Kind.STRING ? [each.value] : []))
    : undefined;

const resolversDir = new URL("../data/resolvers/", import.meta.url);
