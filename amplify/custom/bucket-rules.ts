import { type CfnBucket } from "aws-cdk-lib/aws-s3";

/**
 * What Amplify's bucket needs beside TLS: closed to the public in every way, encrypted, one origin, an end for what is
 * not kept.
 * @param origins the app's own, exactly: "https://app.example.com"
 */
export function ruleBucket(bucket: CfnBucket, origins: readonly string[]): void {
  bucket.publicAccessBlockConfiguration = {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  };
  bucket.ownershipControls = { rules: [{ objectOwnership: "BucketOwnerEnforced" }] };
  bucket.bucketEncryption = {
    serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
  };
  // POST sends a photo, GET shows one: every address is signed and good for one key.
  bucket.corsConfiguration = {
    corsRules: [
      {
        allowedOrigins: [...origins],
        allowedMethods: ["GET", "POST"],
        allowedHeaders: ["content-type", "range"],
        exposedHeaders: ["ETag", "Content-Length", "Content-Range"],
        maxAge: 3000,
      },
    ],
  };
  bucket.lifecycleConfiguration = {
    rules: [
      {
        id: "previews-live-a-day",
        status: "Enabled",
        prefix: "previews/",
        expirationInDays: 1,
        noncurrentVersionExpiration: { noncurrentDays: 1 },
      },
      {
        // Looked at rarely by then, and still at once when they are. Thumbnails are too small to be worth it.
        id: "old-results-are-kept-cheaper",
        status: "Enabled",
        prefix: "results/",
        objectSizeGreaterThan: 131_072,
        transitions: [{ storageClass: "STANDARD_IA", transitionInDays: 90 }],
      },
      {
        id: "deleted-is-gone-in-a-week",
        status: "Enabled",
        noncurrentVersionExpiration: { noncurrentDays: 7 },
        expiredObjectDeleteMarker: true,
      },
      {
        id: "unfinished-uploads",
        status: "Enabled",
        abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
      },
    ],
  };
  // Through EventBridge and not by name of the function: the function's stack already depends on the bucket's.
  bucket.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}
