import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { readCorrelationId } from "#core/api/correlation.ts";
import { errorName, outside } from "#functions/aws/outside.ts";
import { keptAddresses } from "#functions/aws/kept-addresses.ts";
import { type Objects } from "#functions/ports.ts";
import { correlationId } from "#functions/trace.ts";

/** One bucket in S3. */
export function s3Objects({ bucketName }: { readonly bucketName: string }): Objects {
  const client = new S3Client({});
  // By default a presigned address carries the checksum of an empty body (reference/local-cloud.md §2).
  const signer = new S3Client({
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  const Bucket = bucketName;
  const kept = keptAddresses(Date.now);

  return {
    head: (Key) =>
      orMissing("Looking for an object", async () => {
        const {
          ContentLength = 0,
          ContentType = "",
          ETag = "",
          Metadata = {},
        } = await client.send(new HeadObjectCommand({ Bucket, Key }));
        return {
          sizeBytes: ContentLength,
          contentType: ContentType,
          etag: ETag,
          correlationId: readCorrelationId(Metadata[correlationMetadata]),
        };
      }),

    get: (Key) =>
      orMissing("Reading an object", async () => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        return Body?.transformToByteArray();
      }),

    put: (Key, Body, ContentType) =>
      outside("Saving an object", async () => {
        await client.send(
          new PutObjectCommand({ Bucket, Key, Body, ContentType, CacheControl: "private, max-age=86400" }),
        );
      }),

    copy: async (from, to) => {
      const copied = await orMissing("Copying an object", async () => {
        const CopySource = [Bucket, ...from.split("/")].map(encodeURIComponent).join("/");
        await client.send(new CopyObjectCommand({ Bucket, Key: to, CopySource }));
        return "copied" as const;
      });
      return copied ?? "missing";
    },

    remove: (keys) =>
      outside("Removing objects", async () => {
        for (let at = 0; at < keys.length; at += mostAtOnce) {
          const Objects = keys.slice(at, at + mostAtOnce).map((Key) => ({ Key }));
          const { Errors = [] } = await client.send(
            new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
          );
          const [first] = Errors;
          if (first)
            throw new Error(`${Errors.length} objects were not removed: ${first.Code} ${first.Message}`);
        }
      }),

    list: (Prefix) =>
      outside("Listing objects", async () => {
        const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix }));
        return Contents.flatMap(({ Key }) => Key ?? []);
      }),

    presignGet: (Key, { seconds, contentType, disposition }) =>
      kept([Key, seconds, contentType, disposition], () =>
        outside("Signing an address", () =>
          getSignedUrl(
            signer,
            new GetObjectCommand({
              Bucket,
              Key,
              ResponseContentType: contentType,
              ResponseContentDisposition: disposition,
            }),
            { expiresIn: seconds },
          ),
        ),
      ),

    presignPost: (Key, { seconds, contentType, minBytes, maxBytes }) =>
      outside("Signing an upload", () =>
        createPresignedPost(signer, {
          Bucket,
          Key,
          // The upload carries on the name of the request that allowed it.
          Fields: { "Content-Type": contentType, ...correlationField() },
          Conditions: [["content-length-range", minBytes, maxBytes]],
          Expires: seconds,
        }),
      ),
  };
}

const mostAtOnce = 1000;

const correlationMetadata = "correlation-id";
const correlationField = (): Readonly<Record<string, string>> => {
  const id = correlationId();
  return id === undefined ? {} : { [`x-amz-meta-${correlationMetadata}`]: id };
};

/** Undefined for an object that is not there; that is an answer, not a fault. */
const orMissing = <T>(during: string, call: () => Promise<T>): Promise<T | undefined> =>
  outside(during, async () => {
    try {
      return await call();
    } catch (error) {
      if (["NotFound", "NoSuchKey"].includes(errorName(error))) return undefined;
      throw error;
    }
  });
