import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type OperationName, operations } from "#core/api/operations.ts";
import { answer } from "#functions/api/answer.ts";
import { createApi } from "#local/appsync/api.ts";
import { readRules } from "#local/appsync/rules.ts";
import { buildApiSchema } from "#local/appsync/schema.ts";
import { aUser, aWorld } from "#test/functions/fakes/world.ts";
import { type FuzzLaw } from "#test/fuzz/law.ts";
import { anyText } from "#test/fuzz/texts.ts";

const sources = join(import.meta.dirname, "../../amplify/data");

/** AppSync's front and the product's own api behind it, in memory. */
function anApi() {
  const world = aWorld();
  const sub = aUser();
  const api = createApi({
    schema: buildApiSchema(readFileSync(join(sources, "schema.graphql"), "utf8")),
    rules: readRules(readFileSync(join(sources, "rules.json"), "utf8")),
    resolversDir: join(sources, "resolvers"),
    invoke: (_name, event) => answer(world, "pro", event),
    now: Date.now,
  });
  const claims = { sub, username: sub, iss: "https://issuer.example", exp: 4_000_000_000 };
  return (query: string, variables: Readonly<Record<string, unknown>>) =>
    api.run({ query, variables }, { mode: "userPools", claims, jwt: "a.b.c" }, {});
}

// The table's keys are its operations' names.
const names = Object.keys(operations) as readonly OperationName[];
const documents = fc.constantFrom(...names.map((name) => operations[name].document));
const fields = [...new Set(names.flatMap((name) => Object.keys(operations[name].input.shape)))];

const json: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  anyText,
  fc.uuid(),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.integer(),
  fc.array(fc.uuid(), { maxLength: 3 }),
);
const variables = fc.dictionary(fc.constantFrom(...fields), json, { maxKeys: fields.length });

/** A document with a piece of it taken out, doubled, or replaced by something else. */
const brokenDocument = fc
  .tuple(
    documents,
    fc.nat(),
    fc.nat(30),
    fc.oneof(anyText, fc.constantFrom("{", "}", "(", "...F", "@skip(if: true)", "__typename")),
  )
  .map(([document, at, length, piece]) => {
    const from = at % document.length;
    return document.slice(0, from) + piece + document.slice(from + length);
  });

/** Every refusal says in few words what was wrong, and nothing about what is inside. */
function check({
  data,
  errors,
}: {
  readonly data: unknown;
  readonly errors?: readonly object[] | undefined;
}): void {
  if (errors === undefined && (typeof data !== "object" || data === null)) throw new Error("no answer");
  for (const error of errors ?? []) {
    const said = JSON.stringify(error);
    const type: unknown = Object(error)["errorType"];
    if (type === "Lambda:Unhandled") throw new Error(`a bug answered: ${said.slice(0, 300)}`);
    if (/node_modules|\.ts:\d|at Object\./.test(said))
      throw new Error(`the inside shows: ${said.slice(0, 300)}`);
  }
}

export const graphqlLaws: readonly FuzzLaw[] = [
  {
    name: "any variables of any operation are answered or refused in words",
    run: async (cases) => {
      const run = anApi();
      await fc.assert(
        fc.asyncProperty(documents, variables, async (query, input) =>
          check((await run(query, input)).answer),
        ),
        { numRuns: cases },
      );
    },
  },
  {
    name: "any broken document is answered or refused in words",
    run: async (cases) => {
      const run = anApi();
      await fc.assert(
        fc.asyncProperty(brokenDocument, variables, async (query, input) =>
          check((await run(query, input)).answer),
        ),
        { numRuns: cases },
      );
    },
  },
];
