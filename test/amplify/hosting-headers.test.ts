import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { securityHeaders } from "#local/app/security-headers.ts";

const hosted = await readFile("customHttp.yml", "utf8");
const origins = { s3Origin: "http://s3.test", awsOrigin: "http://aws.test" };
const here = securityHeaders(origins, "built");

/** A policy's directives, each with its sources, without the addresses of a cloud. */
function directives(policy: string): Record<string, readonly string[]> {
  const parts = policy.split(";").map((part) => part.trim().split(/\s+/));
  return Object.fromEntries(
    parts.map(([name = "", ...sources]) => [
      name,
      sources.filter((source) => !/^(https?|wss?):\/\//.test(source)),
    ]),
  );
}

const valueOf = (key: string): string => {
  const [, folded, plain] =
    new RegExp(`key: ${key}\\n\\s+value: (?:>-\\n((?: {10}.*\\n)+)|(.*))`).exec(hosted) ?? [];
  return folded ?? plain ?? "";
};

describe("the headers of Amplify Hosting", () => {
  it("are those of the app on this machine, one by one", () => {
    const plain = Object.entries(here).filter(([key]) => key !== "content-security-policy");
    expect(plain.map(([key]) => [key, valueOf(key)])).toEqual(plain);
  });

  it("let the page load, send and run no more than it may on this machine, but for AWS's own addresses", () => {
    const policy = valueOf("content-security-policy");
    expect(directives(policy)).toEqual(directives(here["content-security-policy"] ?? ""));
    const outside = policy.match(/(?:https?|wss?):\/\/[^\s;]+/g) ?? [];
    expect(new Set(outside)).toEqual(
      new Set(["https://*.amazonaws.com", "https://*.cloudfront.net", "wss://*.amazonaws.com"]),
    );
  });

  it("keep no cache of what says which version is current", () => {
    for (const path of ["/service-worker.js", "/index.html", "/amplify_outputs.json"])
      expect(hosted).toContain(
        `pattern: "${path}"\n    headers:\n      - key: cache-control\n        value: no-cache`,
      );
  });
});
