import { type IncomingMessage, type ServerResponse } from "node:http";
import { bodyOf, header } from "#local/http.ts";
import { announcedChecksums, checkChecksums, keptChecksums } from "#local/s3/checksums.ts";
import { type S3Context } from "#local/s3/context.ts";
import { readForm } from "#local/s3/form.ts";
import { factsFrom } from "#local/s3/object-facts.ts";
import { type StoredObject } from "#local/s3/object-store.ts";
import { checkPolicy } from "#local/s3/post-policy.ts";
import { atMost } from "#local/s3/receive-body.ts";
import { accessDenied, invalidArgument, S3Error } from "#local/s3/s3-error.ts";
import { signatureDoesNotMatch, unknownAccessKey } from "#local/s3/signature.ts";
import { element, xmlDocument } from "#local/s3/xml.ts";
import { equal, hmac, makeSignature, scopeProblem, signingKey, uriEncode } from "#local/sigv4.ts";

/** POST Object: a form upload from a page. It is authorised by the signed policy in the form and by nothing else. */
export async function postObject(
  context: S3Context,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  const { bucket, store, events, clock } = context;
  const form = await readForm(bodyOf(request), header(request.headers, "content-type") ?? "");
  const fields = expanded(form.fields, form.fileName);
  const policy = fields.get("policy");
  if (policy === undefined) throw accessDenied();
  checkSignature(context, fields, policy);
  const { minBytes, maxBytes } = checkPolicy(policy, { fields, bucket, now: clock() });

  const key = fields.get("key") ?? "";
  if (key === "") throw invalidArgument("Bucket POST must contain a field named 'key'.");
  if (Buffer.byteLength(key) > longestKeyBytes)
    throw new S3Error(400, "KeyTooLongError", "Your key is too long");
  for (const name of ["success_action_redirect", "redirect", "acl", "tagging"]) {
    if (fields.has(name))
      throw new S3Error(501, "NotImplemented", `The local S3 does not know the field ${name}.`);
  }
  const facts = factsFrom(fields);
  const checksums = announcedChecksums(Object.fromEntries(fields));

  const staged = await store.stage(atMost(form.file, maxBytes));
  let object: StoredObject;
  try {
    if (staged.sizeBytes < minBytes) {
      throw new S3Error(
        400,
        "EntityTooSmall",
        "Your proposed upload is smaller than the minimum allowed size",
      );
    }
    checkChecksums(checksums, staged.checksums);
    object = await events.announce({ key, by: "ObjectCreated:Post", requestId, body: staged }, () =>
      store.commit(key, staged, { ...facts, checksums: keptChecksums(checksums, staged.checksums) }),
    );
  } catch (error) {
    await store.discard(staged);
    throw error;
  }
  sendCreated(response, { bucket, key, etag: object.etag, status: fields.get("success_action_status") });
}

const longestKeyBytes = 1024;

/** S3 replaces the variable first and holds the result against the policy. */
function expanded(fields: ReadonlyMap<string, string>, fileName: string): ReadonlyMap<string, string> {
  const baseName = fileName.slice(Math.max(fileName.lastIndexOf("/"), fileName.lastIndexOf("\\")) + 1);
  return new Map(
    [...fields].map(([name, value]) => [
      name,
      name === "policy" ? value : value.replaceAll("${filename}", () => baseName),
    ]),
  );
}

function checkSignature(
  { credentials, region }: S3Context,
  fields: ReadonlyMap<string, string>,
  policy: string,
): void {
  const signature = makeSignature({
    credential: fields.get("x-amz-credential"),
    signedHeaders: "host",
    signature: fields.get("x-amz-signature"),
    date: fields.get("x-amz-date"),
  });
  if (signature === "malformed" || fields.get("x-amz-algorithm") !== "AWS4-HMAC-SHA256") {
    throw invalidArgument(
      "The form lacks a valid X-Amz-Algorithm, X-Amz-Credential, X-Amz-Date or X-Amz-Signature.",
    );
  }
  const problem = scopeProblem(signature, { region, service: "s3" });
  if (problem !== undefined) throw invalidArgument(problem);
  if (signature.accessKeyId !== credentials.accessKeyId) throw unknownAccessKey();
  const expected = hmac(signingKey(credentials.secretAccessKey, signature), policy).toString("hex");
  if (!equal(expected, signature.signature)) throw signatureDoesNotMatch();
}

function sendCreated(
  response: ServerResponse,
  created: { bucket: string; key: string; etag: string; status: string | undefined },
): void {
  const { bucket, key, etag, status } = created;
  const location = `/${bucket}/${uriEncode(key).replaceAll("%2F", "/")}`;
  response.setHeader("etag", etag);
  response.setHeader("location", location);
  if (status !== "201") {
    response.writeHead(status === "200" ? 200 : 204).end();
    return;
  }
  const body = xmlDocument(
    element(
      "PostResponse",
      element("Location", location),
      element("Bucket", bucket),
      element("Key", key),
      element("ETag", etag),
    ),
  );
  response.writeHead(201, { "content-type": "application/xml", "content-length": Buffer.byteLength(body) });
  response.end(body);
}
