import { createPrivateKey, createPublicKey } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { answerDeployment } from "#functions/deploy/answer-deployment.ts";
import { signingKey } from "#functions/deploy/signing-key.ts";

function aSecret(value: string) {
  const written: string[] = [];
  return {
    written,
    read: async () => written.at(-1) ?? value,
    write: async (next: string) => void written.push(next),
  };
}

describe("the key that signs addresses", () => {
  it("is made where there is none, RSA 2048, and its public half is told", async () => {
    const secret = aSecret("a password that Secrets Manager made up");
    const told = await signingKey(secret);
    const made = createPrivateKey(secret.written[0] ?? "");
    expect(made.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048 });
    expect(told).toBe(createPublicKey(made).export({ type: "spki", format: "pem" }));
  });

  it("stays when it is asked for again", async () => {
    const secret = aSecret("");
    const first = await signingKey(secret);
    expect(await signingKey(secret)).toBe(first);
    expect(secret.written).toHaveLength(1);
  });
});

describe("a custom resource", () => {
  const event = (ResponseURL: string, RequestType = "Create") => ({
    RequestType,
    ResponseURL,
    StackId: "stack",
    RequestId: "request",
    LogicalResourceId: "key",
    ResourceProperties: {},
  });
  const ids = {
    StackId: "stack",
    RequestId: "request",
    LogicalResourceId: "key",
    PhysicalResourceId: "secret",
  };

  it("tells CloudFormation what it made, and what went wrong, so that no deployment waits in vain", async () => {
    const heard: unknown[] = [];
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        heard.push(JSON.parse(body));
        response.writeHead(request.method === "PUT" ? 200 : 405).end();
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/answer`;
    await answerDeployment(event(url), "secret", async () => ({ PublicKey: "pem" }));
    await answerDeployment(event(url), "secret", async () => {
      throw new Error("no right to write");
    });
    await answerDeployment(event(url, "Delete"), "secret", async () => {
      throw new Error("is not asked to make anything");
    });
    server.close();
    expect(heard).toEqual([
      { ...ids, Status: "SUCCESS", Data: { PublicKey: "pem" } },
      { ...ids, Status: "FAILED", Reason: "no right to write" },
      { ...ids, Status: "SUCCESS" },
    ]);
  });
});
