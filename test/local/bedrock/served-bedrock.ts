import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";
import { signedInAnyOf } from "#local/bedrock/any-region.ts";
import { type Bedrock, createBedrock } from "#local/bedrock/server.ts";
import { type Studio } from "#local/bedrock/studio.ts";
import { region } from "#local/config.ts";
import { type Serving, serving } from "#test/local/cognito/serving.ts";

const credentials = { accessKeyId: "AKIALOCALTEST", secretAccessKey: "secret-of-this-machine" };

/**
 * This machine's Bedrock on a socket for all tests of a file, without faults at the start of each, and with the
 * credentials it takes in the environment.
 * @param regions in which a request may be signed
 */
export function servedBedrock(regions: readonly string[], studio: Studio) {
  const bedrock: Bedrock = createBedrock({
    verifySigV4: signedInAnyOf(region, regions, { credentials, clock: Date.now }),
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
