import { Amplify, type ResourcesConfig } from "aws-amplify";
import { cognitoUserPoolsTokenProvider } from "aws-amplify/auth/cognito";

/** Points the stock aws-amplify client of this process at a pool and gives it an empty memory for its tokens. */
export function useAmplify(
  pool: { poolId: string; clientId: string },
  endpoint: string,
  API?: ResourcesConfig["API"],
): void {
  Amplify.configure({
    Auth: {
      Cognito: { userPoolId: pool.poolId, userPoolClientId: pool.clientId, userPoolEndpoint: endpoint },
    },
    ...(API === undefined ? {} : { API }),
  });
  // After configure, which sets the client's own storage.
  const kept = new Map<string, string>();
  cognitoUserPoolsTokenProvider.setKeyValueStorage({
    setItem: async (key, value) => void kept.set(key, value),
    getItem: async (key) => kept.get(key) ?? null,
    removeItem: async (key) => void kept.delete(key),
    clear: async () => kept.clear(),
  });
}
