import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";
import { type Bedrock, createBedrock } from "#local/bedrock/server.ts";
import { type Studio } from "#local/bedrock/studio.ts";
import { createSigV4 } from "#local/sigv4.ts";
import { type Serving, serving } from "#test/local/cognito/serving.ts";

const credentials = { accessKeyId: "AKIALOCALTEST", secretAccessKey: "secret-of-this-machine" };

/**
 * This machine's Bedrock on a socket for all tests of a file, without faults at the start of each, and with the
 * credentials it takes in the environment.
 * @param regions in which a request may be signed
 */
export function servedBedrock(regions: readonly string[], studio: Studio) {
  // Regions sign alike here but for their name, which is in the signature.
  const verifiers = regions.map((region) => createSigV4({ credentials, region, clock: Date.now }));
  const bedrock: Bedrock = createBedrock({
    verifySigV4: (request, body, service) => {
      const verified = verifiers.map((verify) => verify(request, body, service));
      const answer = verified.find(({ ok }) => ok) ?? verified[0];
      if (answer === undefined) throw new Error("no region");
      return answer;
    },
    studio,
    faults: "",
  });
  let server: Serving;

  beforeAll(async () => {
    server = await serving(bedrock.handle);
  });
  beforeEach(() => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", credentials.accessKeyId);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey);
    vi.stubEnv("AWS_SESSION_TOKEN", undefined);
    bedrock.faults.clear();
  });
  afterEach(() => vi.unstubAllEnvs());
  afterAll(async () => {
    await bedrock.close();
    await server.close();
  });

  return { faults: bedrock.faults, url: () => server.url };
}
