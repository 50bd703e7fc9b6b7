import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type Run } from "#local/appsync/appsync-utils.ts";
import { loadJsResolver } from "#local/appsync/js-resolver.ts";

const fileOf = (name: string): string =>
  fileURLToPath(new URL(`../../amplify/data/resolvers/${name}`, import.meta.url));

interface Caller {
  readonly authType: string;
  readonly identity: Readonly<Record<string, unknown>>;
}
const ann: Caller = { authType: "User Pool Authorization", identity: { sub: "ann" } };
const worker: Caller = {
  authType: "IAM Authorization",
  identity: { userArn: "arn:aws:sts::0:assumed-role/worker/1" },
};
const guest: Caller = { authType: "IAM Authorization", identity: { cognitoIdentityId: "us-west-2:1" } };

describe("onStatus", () => {
  it("lets a person hear what is theirs and nothing else", () => {
    const { run } = call("Subscription", "onStatus", {}, ann);
    expect(run.subscriptionFilter).toEqual({
      filterGroup: [{ filters: [{ fieldName: "owner", operator: "eq", value: "ann" }] }],
    });
  });

  it("is not widened by what the client asks for", () => {
    const asked = call("Subscription", "onStatus", { owner: "bob" }, ann).run.subscriptionFilter;
    expect(asked).toEqual(call("Subscription", "onStatus", {}, ann).run.subscriptionFilter);
  });

  it("refuses whoever is nobody", () => {
    for (const nobody of [worker, guest])
      expect(() => call("Subscription", "onStatus", {}, nobody)).toThrow("Not Authorized");
  });
});

describe("publishStatus", () => {
  const news = {
    owner: "ann",
    kind: "edit",
    imageId: "i",
    editId: "e",
    status: "processing",
    step: "masking",
  };

  it("passes a worker's news on as it is", () => {
    expect(call("Mutation", "publishStatus", news, worker).answer).toEqual(news);
  });

  it("refuses people and identity pools, whatever rules let them through", () => {
    for (const caller of [ann, guest])
      expect(() => call("Mutation", "publishStatus", news, caller)).toThrow("Not Authorized");
  });
});

describe("the rules", () => {
  const rules: unknown = JSON.parse(
    readFileSync(new URL("../../amplify/data/rules.json", import.meta.url), "utf8"),
  );

  it("leave publishStatus to services: the group they name is one nobody can be in", () => {
    expect(rules).toMatchObject({
      "Mutation.publishStatus": {
        auth: [{ mode: "userPools", groups: ["SYSTEM"] }, { mode: "iam" }],
        handler: { kind: "js", file: "publishStatus.js" },
      },
    });
  });

  it("deliver to onStatus what publishStatus says, through the resolver with the filter", () => {
    expect(rules).toMatchObject({
      "Subscription.onStatus": {
        handler: { kind: "js", file: "onStatus.js" },
        subscribesTo: ["publishStatus"],
      },
    });
  });
});

function call(
  typeName: "Mutation" | "Subscription",
  fieldName: string,
  args: Readonly<Record<string, unknown>>,
  { authType, identity }: Caller,
): { readonly answer: unknown; readonly run: Run } {
  const run: Run = { typeName, fieldName, authType, nowMs: 0, subscriptionFilter: undefined };
  const answer = loadJsResolver(fileOf(`${fieldName}.js`))(
    {
      args,
      arguments: args,
      identity,
      source: null,
      stash: {},
      prev: { result: null },
      request: { headers: {}, domainName: null },
      info: { fieldName, parentTypeName: typeName },
    },
    run,
  );
  return { answer, run };
}
