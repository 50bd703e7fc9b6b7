import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { outside } from "#functions/aws/outside.ts";
import { type Walk } from "#functions/sweep/walk.ts";

/** Walks one bucket in S3. */
export function s3Walk({ bucketName }: { readonly bucketName: string }): Pick<Walk, "keys"> {
  const client = new S3Client({});
  return {
    keys: (Prefix, after, MaxKeys) =>
      outside("Walking the bucket", async () => {
        const { Contents = [] } = await client.send(
          new ListObjectsV2Command({
            Bucket: bucketName,
            Prefix,
            MaxKeys,
            StartAfter: after === "" ? undefined : after,
          }),
        );
        return Contents.flatMap(({ Key, LastModified }) =>
          Key === undefined || LastModified === undefined
            ? []
            : { key: Key, modifiedMs: LastModified.getTime() },
        );
      }),
  };
}
