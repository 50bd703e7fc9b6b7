import { Sha256 } from "@aws-crypto/sha256-js";
import { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
import { SignatureV4 } from "@smithy/signature-v4";
import { foundationModels, inferenceProfiles, type Listing } from "#core/models/lifecycle.ts";
import { outside } from "#functions/aws/outside.ts";
import { type ModelLists } from "#functions/models/check-models.ts";

/**
 * Bedrock's control plane, which is another endpoint than the models' and two plain GETs: ListFoundationModels and
 * ListInferenceProfiles, signed with the function's own role.
 * @param endpoint of the embedded cloud; AWS's own of each region when undefined
 */
export function bedrockLists(endpoint: string | undefined): ModelLists {
  // Any client of the SDK knows how this function gets its credentials.
  const { credentials } = new BedrockRuntimeClient({}).config;
  const get = async (region: string, path: string, query: Record<string, string>): Promise<unknown> => {
    const url = new URL(path, endpoint ?? `https://bedrock.${region}.amazonaws.com`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const signer = new SignatureV4({ service: "bedrock", region, credentials, sha256: Sha256 });
    const signed = await signer.sign({
      method: "GET",
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port ? { port: Number(url.port) } : {}),
      path: url.pathname,
      query,
      headers: { host: url.host },
    });
    const answer = await fetch(url, { headers: signed.headers, signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) throw new Error(`Bedrock answered ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    list: (region) =>
      outside(`Listing the models of ${region}`, async () => {
        const { modelSummaries } = foundationModels.parse(await get(region, "/foundation-models", {}));
        const profiles: Listing["profiles"][number][] = [];
        for (let nextToken: string | undefined; ;) {
          const page = inferenceProfiles.parse(
            await get(region, "/inference-profiles", {
              maxResults: "1000",
              type: "SYSTEM_DEFINED",
              ...(nextToken === undefined ? {} : { nextToken }),
            }),
          );
          profiles.push(...page.inferenceProfileSummaries);
          if (!page.nextToken) return { models: modelSummaries, profiles };
          nextToken = page.nextToken;
        }
      }),
  };
}
