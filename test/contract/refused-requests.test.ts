import { createServer, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import { type AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problem as problemShape, type ProblemKind } from "#core/problem-schema.ts";
import * as cli from "#local/cli/api.ts";
import { apiAt as appApiAt } from "#src/backend/api.ts";
import { Refused as AppRefused } from "#src/backend/trouble.ts";
import { anEdit, type IsolationCloud, isolationCloud, type Person } from "#test/contract/isolation-cloud.ts";

/**
 * What AppSync refuses by itself, before any function of ours sees it, on the wire: in AppSync's words there, and as a
 * problem of ours in both clients.
 */
let world: IsolationCloud;
let owner: Person;
let between: Server;
/** What the service gets instead of what a client sends. */
let instead: Sent;
beforeAll(async () => {
  world = await isolationCloud({ owner: [] });
  owner = await world.signIn("owner");
  between = createServer((request, response) => {
    request.resume();
    void passOn(response);
  }).listen(0, "127.0.0.1");
  await once(between, "listening");
}, 240_000);
afterAll(async () => {
  between?.close();
  await world?.stop();
});

interface Sent {
  readonly body: string;
  readonly type?: string;
  readonly token?: string;
}

async function passOn(response: ServerResponse): Promise<void> {
  const answer = await send(instead);
  response.writeHead(answer.status, { "content-type": "application/json" });
  response.end(await answer.text());
}

const send = ({ body, type = "application/json", token = owner.accessToken }: Sent): Promise<Response> =>
  fetch(`${world.cloud.awsUrl}/graphql`, {
    method: "POST",
    headers: { "content-type": type, authorization: token },
    body,
  });

const graphql = (query: string, variables: object = {}): string => JSON.stringify({ query, variables });
const getImage = "query Q($imageId: ID!) { getImage(imageId: $imageId) { image { imageId } } }";
const size = `mutation M($sizeBytes: Int!) { createUpload(requestId: "r", fileName: "a", contentType: "b", sizeBytes: $sizeBytes) { image { imageId } } }`;
const deep = `{ getImage(imageId: "i") { image ${"{ image ".repeat(12)}{ imageId }${" }".repeat(12)} } }`;
const wide = `{ ${Array.from({ length: 60 }, (_, at) => `a${at}: listListings { nextToken }`).join(" ")} }`;

/** By default 200 as GraphQL has it, and a request that was not understood. */
interface Case {
  readonly what: string;
  readonly body: string;
  readonly said: RegExp;
  readonly status?: number;
  readonly kind?: ProblemKind;
  readonly field?: string;
}
const invalid = (what: string, query: string, fault: string): Case => ({
  what,
  body: graphql(query),
  said: new RegExp(`^Validation error of type ${fault}: `),
});
const unreadable = (what: string, body: string): Case => ({
  what,
  body,
  said: /^Unable to parse GraphQL query\.$/,
  status: 400,
});
const cases: readonly Case[] = [
  invalid("an operation that is none", "{ getSecrets { all } }", "FieldUndefined"),
  invalid("an unknown field of an answer", '{ getImage(imageId: "i") { secret } }', "FieldUndefined"),
  invalid("a missing argument", "{ getImage { nextToken } }", "(FieldUndefined|MissingFieldArgument)"),
  invalid(
    "an unknown argument",
    '{ getImage(imageId: "i", owner: "o") { image { imageId } } }',
    "UnknownArgument",
  ),
  invalid("an argument of another type", "{ listListings(limit: true) { nextToken } }", "WrongType"),
  invalid("an object without a selection", '{ getImage(imageId: "i") }', "SubSelectionRequired"),
  invalid("a question about the schema", "{ __schema { types { name } } }", "FieldUndefined"),
  {
    what: "a variable that is missing",
    body: graphql(getImage),
    said: /^Variable 'imageId' has coerced Null value for NonNull type 'ID!'$/,
    field: "imageId",
  },
  {
    what: "a variable of another type",
    body: graphql(size, { sizeBytes: "Zaphod" }),
    said: /^Variable 'sizeBytes' has an invalid value\.$/,
    field: "sizeBytes",
  },
  { what: "too many at once", body: graphql(wide), said: /limit/ },
  { what: "a document that goes too deep", body: graphql(deep), said: /./ },
  { what: "a document too long", body: graphql(`{ ${" ".repeat(40_000)} __typename }`), said: /too long/ },
  { what: "a document that is none", body: graphql("{ getImage("), said: /./ },
  { what: "an empty body", body: "", said: /^Request body is empty\.$/, status: 400 },
  unreadable("a body that is no JSON", "{"),
  unreadable("a body of another kind", "<query/>"),
  unreadable("a query that is no text", '{"query":7}'),
  {
    what: "a body that is too large",
    body: graphql("{", { a: "w".repeat(1_000_001) }),
    said: /./,
    status: 413,
    kind: "request-too-large",
  },
];

/** What the app and the headless client make of the answer to something they never sent. */
async function asClients(body: string): Promise<readonly unknown[]> {
  instead = { body };
  const url = `http://127.0.0.1:${(between.address() as AddressInfo).port}/graphql`;
  const token = async (): Promise<string> => owner.accessToken;
  const app = appApiAt(url, { token, expired: () => undefined });
  const headless = cli.apiAt(url, token);
  const refusalOf = async (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => "answered",
      (error: unknown) =>
        error instanceof AppRefused || error instanceof cli.Refused ? error.problem : String(error),
    );
  return [await refusalOf(app("listListings", {})), await refusalOf(headless("listListings", {}))];
}

describe("a request that AppSync refuses", () => {
  it.each(cases)("$what", async ({ body, said, status = 200, kind = "request-not-understood", field }) => {
    const answer = await send({ body });
    expect(answer.status).toBe(status);
    const text = await answer.text();
    const { errors, data } = Object(JSON.parse(text));
    expect(data ?? null).toBeNull();
    expect(errors[0].message).toMatch(said);
    expect(errors[0].path ?? null).toBeNull();
    // Neither what was sent nor anything of the inside.
    expect(text).not.toMatch(/Zaphod|Lambda|node_modules|\.ts:/);

    const problems = await asClients(body);
    expect(problems).toEqual([expect.objectContaining({ kind }), expect.objectContaining({ kind })]);
    for (const problem of problems) {
      const read = problemShape.parse(problem);
      expect(read.field).toBe(field);
      expect(read.remedy).not.toBe("");
    }
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a", "", "json"])(
    "of the content type %j",
    async (type) => {
      const answer = await send({ body: graphql("{ listListings { nextToken } }"), type });
      expect(answer.status).toBe(400);
      expect(answer.headers.get("x-amzn-errortype")).toBe("MalformedHttpRequestException");
      expect(Object(await answer.json())).toEqual({
        errors: [{ errorType: "MalformedHttpRequestException", message: "Unable to parse GraphQL query." }],
      });
    },
  );

  it.each(["application/json", "application/graphql", "Application/JSON; charset=UTF-8"])(
    "but not one of the content type %j",
    async (type) => {
      const answer = await send({ body: graphql("{ listListings { nextToken } }"), type });
      expect(Object(await answer.json())).toEqual({ data: { listListings: { nextToken: null } } });
    },
  );

  it("leaves the service as it was", async () => {
    const { items } = await world.run("listImages", {}, owner);
    expect(items).toEqual([]);
    const { problem } = await world.run(
      "requestEdit",
      anEdit("018f0000-0000-7000-8000-000000000000" as Parameters<typeof anEdit>[0]),
      owner,
    );
    expect(problem?.kind).toBe("not-found");
  });
});
