import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import { generateClient } from "aws-amplify/api";
import { signIn, signOut } from "aws-amplify/auth";
import { Hub } from "aws-amplify/utils";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { createAppSync, type AppSync, type AppSyncOptions } from "#local/appsync/server.ts";
import { createCognito, type Cognito } from "#local/cognito/server.ts";
import { region } from "#local/config.ts";
import { createSigV4 } from "#local/sigv4.ts";
import { useAmplify } from "../cognito/amplify-client.ts";
import { serving, type Serving } from "../cognito/serving.ts";

const fixtures = new URL("./api/", import.meta.url).pathname;
const credentials = { accessKeyId: "AKIALOCALTEST", secretAccessKey: "secret-of-this-machine" };
const people = { alice: "alice@example.com", bob: "bob@example.com" };
const password = "Correct-Horse-7";

interface LambdaEvent {
  readonly fieldName: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

let dataDir: string;
let cognito: Cognito;
let appsync: AppSync;
let server: Serving;
let events: LambdaEvent[];
let alice: string;
let bob: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "appsync-"));
  cognito = await createCognito({ dataDir, allowedOrigins: [], print: () => {} });
  for (const email of Object.values(people)) cognito.admin.createUser({ email, password });
  cognito.admin.addUserToGroup(people.alice, "ADMINS");
  appsync = createAppSync(options());
  server = await serving(
    async (request, response) =>
      (await appsync.handle(request, response)) || cognito.handle(request, response),
  );
  server.server.on("upgrade", (request, socket, head) => {
    if (!appsync.upgrade(request, socket, head)) socket.destroy();
  });
  alice = await tokenOf(people.alice);
  bob = await tokenOf(people.bob);
});

afterAll(async () => {
  await appsync.close();
  await server.close();
  rmSync(dataDir, { recursive: true });
});

beforeEach(() => {
  events = [];
});

function options(more: Partial<AppSyncOptions> = {}): AppSyncOptions {
  return {
    schemaFile: join(fixtures, "schema.graphql"),
    rulesFile: join(fixtures, "rules.json"),
    resolversDir: fixtures,
    invoke,
    verifyAccessToken: (jwt) => cognito.verifyAccessToken(jwt),
    verifySigV4: createSigV4({ credentials, region, clock: Date.now }),
    allowedOrigins: ["http://localhost:4300"],
    keepAliveMs: 50,
    ...more,
  };
}

/** The function behind the fixture API. */
async function invoke(name: string, event: unknown): Promise<unknown> {
  expect(name).toBe("api");
  const asked = event as LambdaEvent;
  events.push(asked);
  switch (asked.fieldName) {
    case "requestEdit":
      return {
        editId: asked.arguments["editId"],
        params: asked.arguments["params"],
        createdAt: "2026-11-21T09:00:00.000Z",
      };
    case "getEdit":
      return { editId: asked.arguments["editId"], params: '{"stored":"as text"}', createdAt: "yesterday" };
    case "adminReport":
      return "42 edits";
    default:
      throw new TypeError("the function broke");
  }
}

async function tokenOf(email: string): Promise<string> {
  const response = await fetch(`${server.url}/`, {
    method: "POST",
    headers: { "x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth" },
    body: JSON.stringify({
      ClientId: cognito.clientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  });
  const { AuthenticationResult } = (await response.json()) as {
    AuthenticationResult: { AccessToken: string };
  };
  return AuthenticationResult.AccessToken;
}

interface Reply {
  readonly status: number;
  readonly body: { readonly data?: unknown; readonly errors?: readonly Record<string, unknown>[] };
}

async function post(body: string, headers: Record<string, string>): Promise<Reply> {
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return { status: response.status, body: (await response.json()) as Reply["body"] };
}

const graphql = (token: string, query: string, variables: object = {}): Promise<Reply> =>
  post(JSON.stringify({ query, variables }), { authorization: token });

async function asWorker(
  query: string,
  variables: object,
  secretAccessKey = credentials.secretAccessKey,
): Promise<Reply> {
  const url = new URL(`${server.url}/graphql`);
  const body = JSON.stringify({ query, variables });
  const signer = new SignatureV4({
    service: "appsync",
    region,
    credentials: { ...credentials, secretAccessKey },
    sha256: Sha256,
  });
  const signed = await signer.sign({
    method: "POST",
    protocol: url.protocol,
    hostname: url.hostname,
    port: Number(url.port),
    path: url.pathname,
    headers: { host: url.host, "content-type": "application/json" },
    body,
  });
  return post(body, signed.headers);
}

const publish =
  "mutation P($owner: String!, $editId: ID, $status: String!) { publishStatus(owner: $owner, kind: edit, editId: $editId, " +
  'status: $status, updatedAt: "2026-11-21T09:00:00Z") { owner kind editId status updatedAt } }';

const sub = (jwt: string): string =>
  (JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString()) as { sub: string }).sub;

describe("a query", () => {
  it("reaches the function with the parsed AWSJSON, the caller and the headers", async () => {
    const query =
      'mutation R($p: AWSJSON!) { requestEdit(editId: "e1", params: $p) { editId params createdAt } }';
    const { status, body } = await graphql(alice, query, { p: '{"intensity":"subtle"}' });
    expect(status).toBe(200);
    expect(body).toEqual({
      data: {
        requestEdit: {
          editId: "e1",
          params: '{"intensity":"subtle"}',
          createdAt: "2026-11-21T09:00:00.000Z",
        },
      },
    });
    expect(events).toMatchObject([
      {
        typeName: "Mutation",
        fieldName: "requestEdit",
        arguments: { editId: "e1", params: { intensity: "subtle" } },
        identity: {
          sub: sub(alice),
          username: sub(alice),
          groups: ["ADMINS"],
          claims: { token_use: "access" },
        },
        request: { headers: { authorization: alice } },
        prev: { result: {} },
      },
    ]);
  });

  it("refuses AWSJSON that is no string or no JSON, before the function runs", async () => {
    const query = 'mutation R($p: AWSJSON!) { requestEdit(editId: "e1", params: $p) { editId } }';
    for (const p of [{ intensity: "subtle" }, "{intensity", 7]) {
      const { body } = await graphql(alice, query, { p });
      expect(body.errors).toHaveLength(1);
    }
    expect(events).toEqual([]);
  });

  it("gives text that is JSON as it is and refuses a date that is none", async () => {
    const { body } = await graphql(alice, '{ getEdit(editId: "e1") { params createdAt } }');
    expect(body.data).toEqual({ getEdit: { params: '{"stored":"as text"}', createdAt: null } });
    expect(body.errors).toMatchObject([{ path: ["getEdit", "createdAt"] }]);
  });

  it("sends what a function throws as Lambda:Unhandled in AppSync's envelope", async () => {
    const { status, body } = await graphql(alice, "mutation { failEdit { editId } }");
    expect(status).toBe(200);
    expect(body).toEqual({
      data: { failEdit: null },
      errors: [
        {
          path: ["failEdit"],
          data: null,
          errorType: "Lambda:Unhandled",
          errorInfo: null,
          locations: [{ line: 1, column: 12, sourceName: null }],
          message: "the function broke",
        },
      ],
    });
  });

  it("is open to the groups of its rule only", async () => {
    expect((await graphql(alice, "{ adminReport }")).body.data).toEqual({ adminReport: "42 edits" });
    const refused = await graphql(bob, "{ adminReport }");
    expect(refused.body.data).toEqual({ adminReport: null });
    expect(refused.body.errors).toMatchObject([
      {
        errorType: "Unauthorized",
        message: "Not Authorized to access adminReport on type Query",
        path: ["adminReport"],
      },
    ]);
  });

  it.each([
    ["no header", undefined],
    ["a token nobody signed", "a.b.c"],
    ["the word Bearer in front", "Bearer "],
  ])("answers 401 to %s", async (_what, token) => {
    const authorization = token === "Bearer " ? `Bearer ${alice}` : token;
    const { status, body } = await post(
      '{"query":"{ adminReport }"}',
      authorization === undefined ? {} : { authorization },
    );
    expect(status).toBe(401);
    expect(body.errors).toMatchObject([{ errorType: "UnauthorizedException" }]);
  });

  it("answers what is no GraphQL request, no document or no fit to the schema", async () => {
    expect((await post("{", { authorization: alice })).status).toBe(400);
    expect((await post('{"query":7}', { authorization: alice })).status).toBe(400);
    expect((await graphql(alice, "{ getEdit(")).body.errors).toMatchObject([
      { errorType: "MalformedHttpRequestException" },
    ]);
    expect((await graphql(alice, "{ nothing }")).body.errors).toMatchObject([
      { message: expect.stringContaining("Validation error") as string },
    ]);
    expect((await graphql(alice, "subscription { onStatus { status } }")).body.errors).toMatchObject([
      { errorType: "UnsupportedOperation" },
    ]);
    expect((await graphql(alice, "{ __schema { types { name } } }")).body.errors).toHaveLength(2);
    expect((await graphql(alice, '{ getEdit(editId: "e") { __typename } }')).body.data).toEqual({
      getEdit: { __typename: "Edit" },
    });
  });

  it("has limits: size, depth, root fields, and fragments that multiply", async () => {
    expect((await post(" ".repeat(1_000_001), { authorization: alice })).status).toBe(413);
    const deep = `{ getEdit(editId: "e") ${"{ parent ".repeat(10)}{ editId }${" }".repeat(10)} }`;
    const wide = `{ ${Array.from({ length: 51 }, (_, at) => `a${at}: adminReport`).join(" ")} }`;
    // Four levels of ten fields each: 11,110 fields in a document of a few hundred letters, no deeper than six.
    const ten = (spread: string): string =>
      Array.from({ length: 10 }, (_, at) => `f${at}: parent { ${spread} }`).join(" ");
    const bomb = [
      ...[0, 1, 2, 3].map((level) => `fragment F${level} on Edit { ${ten(`...F${level + 1}`)} }`),
      "fragment F4 on Edit { editId }",
      '{ getEdit(editId: "e") { ...F0 } }',
    ].join("\n");
    for (const query of [deep, wide, bomb])
      expect((await graphql(alice, query)).body.errors).toMatchObject([{ errorType: "QueryLimitExceeded" }]);
    expect((await graphql(alice, `{ adminReport ${" ".repeat(40_000)} }`)).body.errors).toHaveLength(1);
    expect(events).toEqual([]);
  });
});

describe("publishing with IAM", () => {
  it("is for a signature of this cloud and for no person", async () => {
    const variables = { owner: sub(alice), editId: "e1", status: "processing" };
    expect((await asWorker(publish, variables)).body).toEqual({
      data: { publishStatus: { ...variables, kind: "edit", updatedAt: "2026-11-21T09:00:00Z" } },
    });
    expect((await graphql(alice, publish, variables)).body.errors).toMatchObject([
      { errorType: "Unauthorized" },
    ]);
    const forged = await asWorker(publish, variables, "another secret");
    expect(forged).toMatchObject({
      status: 403,
      body: { errors: [{ errorType: "InvalidSignatureException" }] },
    });
    expect((await asWorker('{ getEdit(editId: "e") { editId } }', {})).body.errors).toMatchObject([
      { errorType: "Unauthorized" },
    ]);
  });
});

/** A client that speaks the frames itself. */
class Frames {
  readonly seen: Record<string, unknown>[] = [];
  readonly closed: Promise<unknown>;
  private readonly opened: Promise<unknown>;
  private readonly ws: WebSocket;
  private waiting: {
    type: string;
    id: string | undefined;
    resolve: (frame: Record<string, unknown>) => void;
  }[] = [];

  constructor(authorization: string | undefined, headers: Record<string, string> = {}, at: Serving = server) {
    const header = Buffer.from(JSON.stringify({ Authorization: authorization, host: "127.0.0.1" })).toString(
      "base64url",
    );
    const protocols = authorization === undefined ? ["graphql-ws"] : ["graphql-ws", `header-${header}`];
    this.ws = new WebSocket(`${at.url.replace("http", "ws")}/graphql/realtime`, protocols, { headers });
    this.opened = once(this.ws, "open");
    this.closed = once(this.ws, "close");
    this.ws.on("message", (data) => {
      const frame = JSON.parse(String(data)) as Record<string, unknown>;
      this.seen.push(frame);
      this.waiting = this.waiting.filter(({ type, id, resolve }) => {
        if (frame["type"] !== type || (id !== undefined && frame["id"] !== id)) return true;
        resolve(frame);
        return false;
      });
    });
  }

  async open(): Promise<Record<string, unknown>> {
    await this.opened;
    if (this.ws.protocol !== "graphql-ws") throw new Error(`The server chose ${this.ws.protocol}`);
    return this.ask({ type: "connection_init" }, "connection_ack");
  }
  send(frame: object | string): void {
    this.ws.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }
  next(type: string, id?: string): Promise<Record<string, unknown>> {
    return new Promise((resolve) => this.waiting.push({ type, id, resolve }));
  }
  async ask(frame: object | string, answer: string, id?: string): Promise<Record<string, unknown>> {
    const answered = this.next(answer, id);
    this.send(frame);
    return answered;
  }
  start(
    id: string,
    token: string,
    query = "subscription { onStatus { owner editId status step updatedAt } }",
  ): object {
    return {
      id,
      type: "start",
      payload: {
        data: JSON.stringify({ query, variables: {} }),
        extensions: { authorization: { Authorization: token } },
      },
    };
  }
  data(): unknown[] {
    return this.seen.filter(({ type }) => type === "data").map(({ payload }) => payload);
  }
  close(): void {
    this.ws.close();
  }
}

describe("a subscription", () => {
  it("delivers its owner's events, in order, with the fields the mutation selected, until stopped", async () => {
    const his = new Frames(bob);
    const hers = new Frames(alice);
    expect(await hers.open()).toEqual({ type: "connection_ack", payload: { connectionTimeoutMs: 300_000 } });
    await his.open();
    await hers.ask(hers.start("1", alice), "start_ack", "1");
    await his.ask(his.start("1", bob), "start_ack", "1");
    for (const status of ["processing", "preview", "completed"])
      await asWorker(publish, { owner: sub(alice), editId: "e1", status });
    const last = his.next("data");
    await asWorker(publish, { owner: sub(bob), editId: "e2", status: "failed" });
    await last;
    const event = (status: string): object => ({
      data: {
        onStatus: { owner: sub(alice), editId: "e1", status, step: null, updatedAt: "2026-11-21T09:00:00Z" },
      },
    });
    expect(hers.data()).toEqual([event("processing"), event("preview"), event("completed")]);
    expect(his.data()).toMatchObject([{ data: { onStatus: { owner: sub(bob) } } }]);

    await hers.ask({ id: "1", type: "stop" }, "complete", "1");
    await asWorker(publish, { owner: sub(alice), editId: "e1", status: "late" });
    expect(await hers.ask({ id: "1", type: "stop" }, "error", "1")).toMatchObject({
      payload: { errors: [{ errorType: "UnknownOperationError" }] },
    });
    expect(hers.data()).toHaveLength(3);
    his.close();
    hers.close();
  });

  it("without a filter of its own compares its arguments with the event", async () => {
    const client = new Frames(bob);
    await client.open();
    const query = 'subscription { onEdit(editId: "mine") { editId params } }';
    await client.ask(client.start("1", bob, query), "start_ack");
    const mutation = 'mutation M($id: ID!) { renamed: requestEdit(editId: $id, params: "{}") { editId } }';
    await graphql(alice, mutation, { id: "other" });
    const delivered = client.next("data");
    await graphql(alice, mutation, { id: "mine" });
    await delivered;
    expect(client.data()).toEqual([{ data: { onEdit: { editId: "mine", params: null } } }]);
    client.close();
  });

  it("is refused to a connection without a good token", async () => {
    const client = new Frames("a.b.c");
    const refused = client.next("connection_error");
    client.open().catch(() => {});
    expect(await refused).toMatchObject({
      payload: { errors: [{ errorType: "UnauthorizedException", errorCode: 401 }] },
    });
    await client.closed;

    const silent = new Frames(undefined);
    const asked = silent.next("connection_error");
    silent.open().catch(() => {});
    expect(await asked).toMatchObject({
      payload: { errors: [{ errorType: "BadRequestException", errorCode: 400 }] },
    });
    await silent.closed;
  });

  it("is authorized for itself, whatever the connection may", async () => {
    const client = new Frames(alice);
    await client.open();
    expect(await client.ask(client.start("1", "a.b.c"), "error", "1")).toMatchObject({
      payload: { errors: [{ errorType: "UnauthorizedException" }] },
    });
    expect(await client.ask(client.start("2", alice, "{ adminReport }"), "error", "2")).toMatchObject({
      payload: { errors: [{ errorType: "UnsupportedOperation" }] },
    });
    expect(
      await client.ask(client.start("3", alice, "subscription { nothing }"), "error", "3"),
    ).toMatchObject({
      payload: { errors: [{ errorType: "BadRequestException" }] },
    });
    await client.ask(client.start("4", alice), "start_ack", "4");
    expect(await client.ask(client.start("4", alice), "error", "4")).toMatchObject({
      payload: { errors: [{ errorType: "DuplicatedOperationError" }] },
    });
    expect(await client.ask("{", "error")).toMatchObject({
      payload: { errors: [{ errorType: "UnsupportedOperation" }] },
    });
    client.close();
  });

  it("is kept alive, and ends when the person signs out everywhere", async () => {
    useAmplify(cognito, server.url);
    await signIn({ username: people.bob, password });
    const token = await tokenOf(people.bob);
    const client = new Frames(token);
    await client.open();
    await client.next("ka");
    await client.next("ka");
    await signOut({ global: true });
    expect(await client.closed).toMatchObject([1000, Buffer.from("Token revoked")]);
    bob = await tokenOf(people.bob);
  });

  it("ends when its token expires", async () => {
    const { exp } = (await cognito.verifyAccessToken(alice)) ?? { exp: 0 };
    const late = createAppSync(options({ now: () => exp * 1000 - 100 }));
    const lateServer = await serving(late.handle);
    lateServer.server.on("upgrade", (request, socket, head) => late.upgrade(request, socket, head));
    const client = new Frames(alice, {}, lateServer);
    await client.open();
    expect(await client.closed).toMatchObject([1000, Buffer.from("Token expired")]);
    await late.close();
    await lateServer.close();
  });

  it("is not for pages of other origins", async () => {
    const stranger = new Frames(alice, { origin: "https://evil.example" });
    await expect(stranger.open()).rejects.toThrow("403");
    await expect(stranger.closed).rejects.toThrow("403");
    const own = new Frames(alice, { origin: "http://localhost:4300" });
    await own.open();
    own.close();
  });
});

describe("the stock aws-amplify client", () => {
  it("asks, is refused, and hears its owner's events", async () => {
    // Node 20 has no WebSocket of its own; browsers do.
    vi.stubGlobal("WebSocket", WebSocket);
    // In capitals, because the client turns "http://" into "wss://" and leaves this alone.
    const endpoint = `${server.url.replace("http", "HTTP")}/graphql`;
    useAmplify(cognito, server.url, { GraphQL: { endpoint, region, defaultAuthMode: "userPool" } });
    await signIn({ username: people.alice, password });
    const client = generateClient();
    expect(await client.graphql({ query: "{ adminReport }" })).toMatchObject({
      data: { adminReport: "42 edits" },
    });
    await expect(client.graphql({ query: "mutation { failEdit { editId } }" })).rejects.toMatchObject({
      errors: [{ errorType: "Lambda:Unhandled" }],
    });

    const acknowledged = new Promise<void>((resolve) => {
      const stop = Hub.listen("api", ({ payload }) => {
        if (payload.event !== "Subscription ack") return;
        stop();
        resolve();
      });
    });
    const heard: unknown[] = [];
    const subscription = client.graphql({ query: "subscription { onStatus { editId status } }" });
    if (!("subscribe" in subscription)) throw new Error("The client did not subscribe");
    const first = new Promise<void>((resolve, reject) => {
      subscription.subscribe({
        next: ({ data }: { data: unknown }) => {
          heard.push(data);
          resolve();
        },
        error: reject,
      });
    });
    await acknowledged;
    await asWorker(publish, { owner: sub(bob), editId: "e1", status: "his" });
    await asWorker(publish, { owner: sub(alice), editId: "e2", status: "hers" });
    await first;
    expect(heard).toEqual([{ onStatus: { editId: "e2", status: "hers" } }]);
  });
});

describe("starting", () => {
  const folder = (): string => mkdtempSync(join(dataDir, "resolvers-"));

  it("refuses rules for a field the schema does not have", () => {
    const rulesFile = join(folder(), "rules.json");
    writeFileSync(
      rulesFile,
      '{"Query.lost":{"auth":[{"mode":"iam"}],"handler":{"kind":"function","name":"api"}}}',
    );
    expect(() => createAppSync(options({ rulesFile }))).toThrow("Query.lost");
  });

  it.each([
    [
      "imports something else",
      'import fs from "node:fs";\nexport function request() {}\nexport function response() {}',
    ],
    ["imports what is unknown", 'import { magic } from "@aws-appsync/utils";\nexport function request() {}'],
    ["exports something else", "export const request = 1;"],
  ])("refuses a resolver that %s", (_what, code) => {
    const resolversDir = folder();
    for (const name of ["publish-status", "on-status", "on-edit"])
      writeFileSync(join(resolversDir, `${name}.js`), code);
    expect(() => createAppSync(options({ resolversDir }))).toThrow("import");
  });
});
