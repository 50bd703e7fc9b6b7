import * as z from "zod/mini";
import { accessDenied, S3Error } from "#local/s3/s3-error.ts";

/** How many bytes the policy lets the file have. */
export type SizeRange = { readonly minBytes: number; readonly maxBytes: number };

/**
 * Checks a form upload against its policy (Amazon S3 API Reference, "POST Policy"): expiry, every condition, and
 * that no field is there which the policy does not name. Throws S3Error. The signature is the caller's to check.
 * @param policyBase64 as in the form
 * @param fields by lower-case name, `${filename}` already replaced, without the file
 */
export function checkPolicy(
  policyBase64: string,
  { fields, bucket, now }: { fields: ReadonlyMap<string, string>; bucket: string; now: number },
): SizeRange {
  const policy = parsePolicy(policyBase64);
  if (!(Date.parse(policy.expiration) > now)) throw violated("Policy expired.");

  const named = new Set(exemptFields);
  let size: SizeRange = { minBytes: 0, maxBytes: largestPostBytes };
  for (const condition of policy.conditions.map(normalized)) {
    if (condition.kind === "size") {
      size = {
        minBytes: Math.max(size.minBytes, condition.minBytes),
        maxBytes: Math.min(size.maxBytes, condition.maxBytes),
      };
      continue;
    }
    named.add(condition.field);
    // The bucket is in the address, whether or not the form repeats it.
    const value = fields.get(condition.field) ?? (condition.field === "bucket" ? bucket : "");
    if (condition.field === "bucket" && value !== bucket) throw violated("Policy Condition failed: bucket");
    const holds = condition.kind === "equal" ? value === condition.value : value.startsWith(condition.value);
    if (!holds) throw violated(`Policy Condition failed: ${condition.text}`);
  }
  for (const name of fields.keys()) {
    if (!named.has(name) && !name.startsWith("x-ignore-")) throw violated(`Extra input fields: ${name}`);
  }
  return size;
}

/** The most one form upload may carry on S3. */
const largestPostBytes = 5 * 1024 ** 3;
const exemptFields = ["x-amz-signature", "policy", "file"];

const policyShape = z.object({
  expiration: z.string(),
  conditions: z.array(
    z.union([
      z.tuple([z.literal("content-length-range"), z.number(), z.number()]),
      z.tuple([z.literal(["eq", "starts-with"]), z.string().check(z.startsWith("$")), z.string()]),
      z.record(z.string(), z.string()),
    ]),
  ),
});

type Condition =
  | { readonly kind: "size"; readonly minBytes: number; readonly maxBytes: number }
  | {
      readonly kind: "equal" | "starts-with";
      readonly field: string;
      readonly value: string;
      readonly text: string;
    };

function parsePolicy(policyBase64: string): z.infer<typeof policyShape> {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(policyBase64, "base64").toString());
  } catch (cause) {
    if (cause instanceof SyntaxError) throw malformed("Invalid JSON.");
    throw cause;
  }
  const parsed = policyShape.safeParse(json);
  if (!parsed.success) throw malformed(z.prettifyError(parsed.error));
  return parsed.data;
}

function normalized(raw: z.infer<typeof policyShape>["conditions"][number]): Condition {
  if (!Array.isArray(raw)) {
    const [entry, ...others] = Object.entries(raw);
    if (!entry || others.length > 0)
      throw malformed("Simple-Condition must have exactly one property specified.");
    const [field, value] = entry;
    return {
      kind: "equal",
      field: field.toLowerCase(),
      value,
      text: JSON.stringify(["eq", `$${field}`, value]),
    };
  }
  if (raw[0] === "content-length-range") return { kind: "size", minBytes: raw[1], maxBytes: raw[2] };
  return {
    kind: raw[0] === "eq" ? "equal" : "starts-with",
    field: raw[1].slice(1).toLowerCase(),
    value: raw[2],
    text: JSON.stringify(raw),
  };
}

function violated(why: string): S3Error {
  return accessDenied(`Invalid according to Policy: ${why}`);
}

function malformed(why: string): S3Error {
  return new S3Error(400, "InvalidPolicyDocument", `Invalid Policy: ${why}`);
}
