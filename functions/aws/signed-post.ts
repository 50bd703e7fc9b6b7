import { Sha256 } from "@aws-crypto/sha256-js";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SignatureV4 } from "@smithy/signature-v4";

interface SignedPost {
  readonly url: string;
  /** As the signature names it: "appsync". */
  readonly service: string;
  readonly region: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Posts to a service of AWS that has no client here, with the function's own role.
 * Answers the JSON of the reply; throws for any status but 2xx, and after five seconds.
 */
export function signedPost({
  url,
  service,
  region,
  headers,
}: SignedPost): (body: object) => Promise<unknown> {
  const endpoint = new URL(url);
  // Any client of the SDK knows how this function gets its credentials.
  const { credentials } = new DynamoDBClient({}).config;
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 });
  return async (asked) => {
    const body = JSON.stringify(asked);
    const signed = await signer.sign({
      method: "POST",
      protocol: endpoint.protocol,
      hostname: endpoint.hostname,
      ...(endpoint.port ? { port: Number(endpoint.port) } : {}),
      path: endpoint.pathname,
      headers: { host: endpoint.host, "content-type": "application/json", ...headers },
      body,
    });
    const answer = await fetch(endpoint, {
      method: "POST",
      headers: signed.headers,
      body,
      signal: AbortSignal.timeout(5000),
    });
    if (!answer.ok) throw new Error(`${endpoint.host} answered ${answer.status}`);
    return answer.json();
  };
}
