import * as z from "zod/mini";
import { outside } from "#functions/aws/outside.ts";
import { signedPost } from "#functions/aws/signed-post.ts";

/** One secret in Secrets Manager, spoken to in its own protocol, so that no function carries its whole client. */
export interface Secret {
  read(): Promise<string>;
  write(value: string): Promise<void>;
}

export function secretAt({ arn, region }: { readonly arn: string; readonly region: string }): Secret {
  const ask = (action: string, more: object): Promise<unknown> =>
    outside("Asking for a secret", () =>
      signedPost({
        url: `https://secretsmanager.${region}.amazonaws.com/`,
        service: "secretsmanager",
        region,
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": `secretsmanager.${action}`,
        },
      })({ SecretId: arn, ...more }),
    );
  return {
    read: async () => found.parse(await ask("GetSecretValue", {})).SecretString,
    write: async (SecretString) => {
      await ask("PutSecretValue", { SecretString, ClientRequestToken: crypto.randomUUID() });
    },
  };
}

const found = z.object({ SecretString: z.string() });
