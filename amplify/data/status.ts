import { a } from "@aws-amplify/backend";

const event = {
  owner: a.string().required(),
  kind: a.ref("StatusKind").required(),
  imageId: a.id().required(),
  editId: a.id(),
  status: a.string().required(),
  step: a.string(),
  updatedAt: a.string().required(),
};

/** Live status: what the workers tell and who may listen. */
export const status = {
  StatusKind: a.enum(["image", "edit"]),

  /** A hint that something moved: `status` is an ImageState or EditStatus by `kind`; `editId` is null for an image. */
  StatusEvent: a.customType(event),

  /**
   * For the workers alone. Amplify has no rule for "IAM only", so this names a group that auth never makes and nobody
   * can be in; the resolver refuses every caller that is not a service role once more.
   */
  publishStatus: a
    .mutation()
    .arguments(event)
    .returns(a.ref("StatusEvent"))
    .handler(a.handler.custom({ entry: "./resolvers/publishStatus.js" }))
    .authorization((allow) => [allow.group("SYSTEM")]),

  /** Everything that moves for the person who listens; the resolver sets the filter on the owner. */
  onStatus: a
    .subscription()
    .for(a.ref("publishStatus"))
    .handler(a.handler.custom({ entry: "./resolvers/onStatus.js" }))
    .authorization((allow) => [allow.authenticated()]),
};
