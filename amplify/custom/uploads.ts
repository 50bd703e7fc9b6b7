import { Stack } from "aws-cdk-lib";
import { EventField, Rule, RuleTargetInput } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { type IFunction } from "aws-cdk-lib/aws-lambda";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import { type IBucket } from "aws-cdk-lib/aws-s3";
import { type IQueue } from "aws-cdk-lib/aws-sqs";

/**
 * Tells `onUpload` of every object that arrives under uploads/, in the words of an S3 notification
 * (`Records[].s3.bucket.name`, `Records[].s3.object.key`). Our keys hold nothing that S3 would encode.
 * What fails three times is put into `failed`; `onUpload` must not mind being told twice.
 */
export function announceUploads(bucket: IBucket, onUpload: IFunction, failed: IQueue): void {
  // In the function's stack: it may know the bucket, the bucket may not know the function.
  const arrived = new Rule(Stack.of(onUpload), "PhotoArrived", {
    eventPattern: {
      source: ["aws.s3"],
      detailType: ["Object Created"],
      detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: "uploads/" }] } },
    },
  });
  arrived.addTarget(new LambdaFunction(onUpload, { event: RuleTargetInput.fromObject(s3Notification) }));
  onUpload.configureAsyncInvoke({ retryAttempts: 2, onFailure: new SqsDestination(failed) });
}

const s3Notification = {
  Records: [
    {
      eventVersion: "2.1",
      eventSource: "aws:s3",
      eventName: "ObjectCreated:Post",
      awsRegion: EventField.fromPath("$.region"),
      eventTime: EventField.fromPath("$.time"),
      s3: {
        bucket: { name: EventField.fromPath("$.detail.bucket.name") },
        object: {
          key: EventField.fromPath("$.detail.object.key"),
          size: EventField.fromPath("$.detail.object.size"),
          eTag: EventField.fromPath("$.detail.object.etag"),
          sequencer: EventField.fromPath("$.detail.object.sequencer"),
        },
      },
    },
  ],
};
