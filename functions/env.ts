import * as z from "zod/mini";
import { modelRate } from "#core/limits/model-rate.ts";
import { defaultPlan, plan } from "#core/limits/plans.ts";

const name = z.string().check(z.minLength(1));
const address = z.string().check(z.regex(/^https?:\/\//i, { error: "must be a http(s) address" }));

/** What each function is told by its surroundings; the SDK reads its own endpoints and credentials. */
const stores = { AWS_REGION: name, TABLE_NAME: name, BUCKET_NAME: name };
const models = { MODEL_RATE: z._default(modelRate, 1) };

export const apiEnv = z.object({
  ...stores,
  ...models,
  EDIT_QUEUE_URL: address,
  PLAN: z._default(plan, defaultPlan),
  // The distribution before the bucket; a laptop has none.
  CDN_DOMAIN: z.optional(name),
  CDN_KEY_ID: z.optional(name),
  CDN_SECRET_ARN: z.optional(name),
});
/** Of the custom resource that makes the distribution's key. */
export const signingKeyEnv = z.object({ AWS_REGION: name, CDN_SECRET_ARN: name });
export const onUploadEnv = z.object({ ...stores, ...models, GRAPHQL_URL: address });
export const editWorkerEnv = z.object({
  ...stores,
  ...models,
  EDIT_QUEUE_URL: address,
  GRAPHQL_URL: address,
});

/** `AWS_ENDPOINT_URL_BEDROCK`: of the embedded cloud, as the SDK's own clients would read it. */
export const modelLifecycleEnv = z.object({ ...stores, AWS_ENDPOINT_URL_BEDROCK: z.optional(address) });

/** Throws an error that names every variable that is missing or wrong. */
export function readEnv<S extends z.ZodMiniType>(schema: S, env: NodeJS.ProcessEnv): z.infer<S> {
  const read = schema.safeParse(env);
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(`The environment is not complete: ${wrong.join("; ")}`);
}
