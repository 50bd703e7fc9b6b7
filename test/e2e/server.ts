import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as z from "zod/mini";
import { bucketName, region } from "#local/config.ts";

const secrets = z.object({
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
});

const outputs = z.object({
  custom: z.object({
    local: z.object({
      userPoolEndpoint: z.string(),
      demoAccount: z.object({ email: z.string(), password: z.string() }),
    }),
  }),
});

/** The real product on this machine, as `npm start` starts it, and the ways it can go down. */
export class Server {
  readonly origin: string;
  readonly dataDir: string;
  private child: ChildProcess | undefined;
  private readonly port: number;

  constructor(port: number, dataDir: string) {
    this.port = port;
    this.dataDir = dataDir;
    this.origin = `http://localhost:${port}`;
  }

  /** Resolves at the ready line; throws with what was printed when it never comes. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ["--import", "tsx", "local/start.ts"], {
      env: { ...process.env, PORT: String(this.port), REIMAGINE_DATA: this.dataDir },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child = child;
    const printed: string[] = [];
    child.stderr.on("data", (chunk: Buffer) => printed.push(chunk.toString()));
    for await (const line of createInterface(child.stdout)) {
      printed.push(`${line}\n`);
      if (line.startsWith("Reimagine is ready at")) {
        child.stdout.resume();
        return;
      }
    }
    throw new Error(`The server ended before it was ready:\n${printed.join("")}`);
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.end("SIGTERM");
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }

  /** Everything that was sent, as it lies in the local S3: the bytes by their key. */
  async originals(): Promise<ReadonlyMap<string, Buffer>> {
    const kept = secrets.parse(JSON.parse(await readFile(join(this.dataDir, "credentials.json"), "utf8")));
    const s3 = new S3Client({
      endpoint: `http://127.0.0.1:${this.port + 1}`,
      region,
      forcePathStyle: true,
      credentials: kept.credentials,
    });
    const found = new Map<string, Buffer>();
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({
          Bucket: bucketName,
          Prefix: "uploads/",
          ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
        }),
      );
      for (const { Key } of page.Contents ?? []) {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucketName, Key }));
        if (Key !== undefined && Body !== undefined)
          found.set(Key, Buffer.from(await Body.transformToByteArray()));
      }
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    s3.destroy();
    return found;
  }

  async demoAccount(): Promise<{ readonly email: string; readonly password: string }> {
    return (await this.local()).demoAccount;
  }

  /** The newest mail to this address, as the local inbox shows it. */
  async mailTo(address: string): Promise<string> {
    const { userPoolEndpoint } = await this.local();
    const answer = await fetch(new URL(`/local/mail?to=${encodeURIComponent(address)}`, userPoolEndpoint));
    return answer.text();
  }

  private async local() {
    const answer = await fetch(`${this.origin}/amplify_outputs.json`);
    return outputs.parse(await answer.json()).custom.local;
  }
}
