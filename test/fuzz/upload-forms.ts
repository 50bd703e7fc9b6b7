import fc from "fast-check";
import { readForm } from "#local/s3/form.ts";
import { checkPolicy } from "#local/s3/post-policy.ts";
import { S3Error } from "#local/s3/s3-error.ts";
import { type FuzzLaw } from "#test/fuzz/law.ts";

const nowMs = Date.UTC(2026, 10, 21);
const names = ["key", "content-type", "x-amz-meta-a", "x-amz-date", "acl"];
const value = fc.oneof(
  fc.constantFrom("uploads/u/i", "image/jpeg", "", "uploads/", "é"),
  fc.string({ maxLength: 12 }),
);
const name = fc.constantFrom(...names);

const condition = fc.oneof(
  fc.record({ kind: fc.constant("equal" as const), name, value }),
  fc.record({ kind: fc.constant("starts" as const), name, value }),
  fc.record({ kind: fc.constant("size" as const), min: fc.nat(100), max: fc.nat(1000) }),
);
type Condition = typeof condition extends fc.Arbitrary<infer T> ? T : never;

const written = (each: Condition): unknown => {
  if (each.kind === "size") return ["content-length-range", each.min, each.max];
  return each.kind === "equal" ? { [each.name]: each.value } : ["starts-with", `$${each.name}`, each.value];
};

/** Amazon S3 API Reference, "POST Policy", once more and without the code that it judges. */
function mayPass(
  conditions: readonly Condition[],
  fields: ReadonlyMap<string, string>,
  expiresMs: number,
): boolean {
  if (expiresMs <= nowMs) return false;
  const named = new Set<string>();
  for (const each of conditions) {
    if (each.kind === "size") continue;
    named.add(each.name);
    const given = fields.get(each.name) ?? "";
    if (each.kind === "equal" ? given !== each.value : !given.startsWith(each.value)) return false;
  }
  return [...fields.keys()].every((field) => named.has(field));
}

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64");

/** Whether it is taken; anything thrown that S3 does not say is a bug. */
function passes(policy: string, fields: ReadonlyMap<string, string>): boolean {
  try {
    checkPolicy(policy, { fields, bucket: "b", now: nowMs });
    return true;
  } catch (error) {
    if (error instanceof S3Error) return false;
    throw error;
  }
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size));
}

export const uploadFormLaws: readonly FuzzLaw[] = [
  {
    name: "a form passes its policy exactly when every condition holds and every field is named",
    run: async (cases) =>
      fc.assert(
        fc.property(
          fc.array(condition, { maxLength: 6 }),
          fc.dictionary(name, value, { maxKeys: 4 }),
          fc.boolean(),
          fc.integer({ min: -1000, max: 300_000 }),
          (conditions, given, isMeant, forMs) => {
            // Half of the forms are meant to pass: they say what the policy wants.
            const wanted = isMeant
              ? conditions.flatMap((each) => (each.kind === "size" ? [] : [[each.name, each.value] as const]))
              : [];
            const fields = new Map([...(isMeant ? [] : Object.entries(given)), ...wanted]);
            const expiresMs = nowMs + forMs;
            const policy = {
              expiration: new Date(expiresMs).toISOString(),
              conditions: conditions.map(written),
            };
            return passes(base64(policy), fields) === mayPass(conditions, fields, expiresMs);
          },
        ),
        { numRuns: cases },
      ),
  },
  {
    name: "a policy that is none is refused",
    run: async (cases) =>
      fc.assert(
        fc.property(
          fc.oneof(
            fc.string({ maxLength: 80 }),
            fc.jsonValue({ maxDepth: 3 }).map(base64),
            fc
              .jsonValue({ maxDepth: 2 })
              .map((conditions) => base64({ expiration: "2099-01-01T00:00:00Z", conditions: [conditions] })),
          ),
          // Without a condition for it, no field of ours may pass.
          (policy) => !passes(policy, new Map([["acl", "public-read"]])) || /"acl"/.test(atob(policy)),
        ),
        { numRuns: cases },
      ),
  },
  {
    name: "a form of any bytes is read or refused",
    run: async (cases) => {
      const piece = fc.oneof(
        fc.constantFrom(
          "--x\r\n",
          "\r\n--x\r\n",
          "\r\n--x--\r\n",
          'Content-Disposition: form-data; name="key"\r\n\r\n',
          'Content-Disposition: form-data; name="file"; filename="a"\r\n\r\n',
          "\r\n\r\n",
          "\r\n",
        ),
        fc.string({ unit: "binary", maxLength: 40 }),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.array(piece, { maxLength: 14 }),
          fc.integer({ min: 1, max: 60 }),
          async (pieces, size) => {
            try {
              const form = await readForm(
                inPieces(Buffer.from(pieces.join("")), size),
                "multipart/form-data; boundary=x",
              );
              for await (const chunk of form.file) if (!Buffer.isBuffer(chunk)) throw new Error("no bytes");
            } catch (error) {
              if (!(error instanceof S3Error)) throw error;
            }
          },
        ),
        { numRuns: cases },
      );
    },
  },
];
