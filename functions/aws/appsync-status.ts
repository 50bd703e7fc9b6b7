import { Sha256 } from "@aws-crypto/sha256-js";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SignatureV4 } from "@smithy/signature-v4";
import * as z from "zod/mini";
import { publishStatusDocument } from "#core/api/status-documents.ts";
import { outside } from "#functions/aws/outside.ts";
import { type StatusBoard } from "#functions/ports.ts";

/** Publishes through AppSync with the function's own role; subscribers get it filtered by owner. */
export function appSyncStatus({
  url,
  region,
}: {
  readonly url: string;
  readonly region: string;
}): StatusBoard {
  const endpoint = new URL(url);
  // Any client of the SDK knows how this function gets its credentials.
  const { credentials } = new DynamoDBClient({}).config;
  const signer = new SignatureV4({ service: "appsync", region, credentials, sha256: Sha256 });

  return {
    publish: (news) =>
      outside("Publishing a status", async () => {
        const body = JSON.stringify({ query: publishStatusDocument, variables: news });
        const signed = await signer.sign({
          method: "POST",
          protocol: endpoint.protocol,
          hostname: endpoint.hostname,
          ...(endpoint.port ? { port: Number(endpoint.port) } : {}),
          path: endpoint.pathname,
          headers: { host: endpoint.host, "content-type": "application/json" },
          body,
        });
        const answer = await fetch(endpoint, {
          method: "POST",
          headers: signed.headers,
          body,
          signal: AbortSignal.timeout(5000),
        });
        if (!answer.ok) throw new Error(`AppSync answered ${answer.status}`);
        const { errors } = reply.parse(await answer.json());
        if (errors?.length) throw new Error(errors.map(({ message }) => message).join("; "));
      }),
  };
}

const reply = z.object({ errors: z.nullish(z.array(z.object({ message: z.string() }))) });
