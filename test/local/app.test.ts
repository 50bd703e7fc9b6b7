import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { securityHeaders } from "#local/app/security-headers.ts";
import { createApp } from "#local/app/server.ts";
import { createStaticFiles } from "#local/app/static-files.ts";
import { type Listening, listenOnLoopback } from "#local/listen.ts";
import { localOutputs } from "#local/outputs.ts";

const targets = { s3Origin: "http://127.0.0.1:4301", awsOrigin: "http://127.0.0.1:4302" };
let listening: Listening;
let url = "";

beforeAll(async () => {
  const root = mkdtempSync(join(tmpdir(), "reimagine-test-"));
  const dist = join(root, "dist");
  mkdirSync(join(dist, "assets"), { recursive: true });
  writeFileSync(join(dist, "index.html"), "<!doctype html><title>Reimagine</title>");
  writeFileSync(join(dist, "service-worker.js"), "// worker");
  writeFileSync(join(dist, "manifest.webmanifest"), "{}");
  writeFileSync(join(dist, "assets", "main-abc123.js"), "// code");
  writeFileSync(join(dist, "assets", "packed-abc123.js"), "// as it is");
  writeFileSync(join(dist, "assets", "packed-abc123.js.br"), brotliCompressSync("// as it was packed"));
  writeFileSync(join(root, "secret.txt"), "not yours");

  listening = await listenOnLoopback(0, { alsoIpv6: true });
  url = `http://localhost:${listening.port}`;
  listening.serve(
    createApp({
      headers: securityHeaders(targets, "built"),
      outputs: localOutputs({
        awsOrigin: targets.awsOrigin,
        poolId: "us-west-2_x",
        clientId: "client",
        demoAccount: { email: "demo@reimagine.local", password: "secret" },
      }),
      serve: createStaticFiles(dist),
    }),
  );
});
afterAll(() => listening.close());

/** A request whose path and host arrive exactly as given. */
async function raw(path: string, host: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    httpRequest({ host: "127.0.0.1", port: listening.port, path, headers: { host } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      );
    })
      .on("error", reject)
      .end();
  });
}

describe("the app's origin", () => {
  it("sends a file as it was packed when the app was built, to who can unpack it", async () => {
    const address = `${url}/assets/packed-abc123.js`;
    const packed = await fetch(address, { headers: { "accept-encoding": "br" } });
    expect(packed.headers.get("content-encoding")).toBe("br");
    expect(await packed.text()).toBe("// as it was packed");
    const plain = await fetch(address, { headers: { "accept-encoding": "identity" } });
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(await plain.text()).toBe("// as it is");
  });

  it("answers on every name of this machine, and to no other", async () => {
    for (const host of ["localhost", "127.0.0.1", "[::1]"]) {
      expect((await fetch(`http://${host}:${listening.port}/`)).status).toBe(200);
    }
    expect((await raw("/", "evil.test")).status).toBe(403);
  });

  it("sends text packed to who can unpack it, and the same text to who cannot", async () => {
    const packed = await fetch(`${url}/assets/main-abc123.js`, { headers: { "accept-encoding": "br" } });
    const plain = await fetch(`${url}/assets/main-abc123.js`, { headers: { "accept-encoding": "identity" } });
    expect(packed.headers.get("content-encoding")).toBe("br");
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect([await packed.text(), await plain.text()]).toEqual(["// code", "// code"]);
  });

  it("serves the page for every path of the app, and nothing for a file that is not there", async () => {
    for (const path of ["/", "/history", "/image/0190-abc"]) {
      const response = await fetch(url + path);
      expect(await response.text()).toContain("<title>Reimagine</title>");
      expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(response.headers.get("cache-control")).toBe("no-cache");
    }
    expect((await fetch(`${url}/assets/gone-123.js`)).status).toBe(404);
  });

  it("lets browsers keep hashed files for ever and makes them ask for the rest", async () => {
    const hashed = await fetch(`${url}/assets/main-abc123.js`);
    expect(hashed.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(hashed.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    const worker = await fetch(`${url}/service-worker.js`);
    expect(worker.headers.get("cache-control")).toBe("no-cache");
    const manifest = await fetch(`${url}/manifest.webmanifest`);
    expect(manifest.headers.get("content-type")).toBe("application/manifest+json; charset=utf-8");
    const etag = worker.headers.get("etag") ?? "";
    expect((await fetch(`${url}/service-worker.js`, { headers: { "if-none-match": etag } })).status).toBe(
      304,
    );
  });

  it("gives nothing outside its folder", async () => {
    const host = `localhost:${listening.port}`;
    for (const path of [
      "/../secret.txt",
      "/..%2fsecret.txt",
      "/assets/..%2f..%2fsecret.txt",
      "/%2e%2e/secret.txt",
    ]) {
      expect((await raw(path, host)).body).not.toContain("not yours");
    }
    expect((await raw("/%00", host)).status).toBe(400);
    expect((await raw("/%E0%A4", host)).status).toBe(400);
  });

  it("allows no inline script and no server but its own three", async () => {
    const response = await fetch(url);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).not.toContain("unsafe");
    expect(policy).toContain(
      "connect-src 'self' blob: http://127.0.0.1:4301 http://127.0.0.1:4302 ws://127.0.0.1:4302;",
    );
    expect(policy).toContain("img-src 'self' blob: data: http://127.0.0.1:4301;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("tells the app where its backend is, as a deployment would", async () => {
    expect(await (await fetch(`${url}/amplify_outputs.json`)).json()).toMatchObject({
      auth: { user_pool_id: "us-west-2_x", user_pool_client_id: "client" },
      // In capitals, or the client opens its WebSocket with TLS.
      data: { url: "HTTP://127.0.0.1:4302/graphql" },
      custom: { local: { userPoolEndpoint: "http://127.0.0.1:4302" } },
    });
  });

  it("sends a share that no service worker took to the start", async () => {
    const response = await fetch(`${url}/share-target`, {
      method: "POST",
      body: "photo",
      redirect: "manual",
    });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/");
    expect((await fetch(url, { method: "DELETE" })).status).toBe(405);
  });
});
