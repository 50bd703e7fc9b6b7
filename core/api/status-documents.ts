import { statusFields } from "./fields.ts";

/** Sent by the workers, with IAM. The subscriber sees only what is selected here. */
export const publishStatusDocument =
  "mutation PublishStatus($owner: String!, $kind: StatusKind!, $imageId: ID!, $editId: ID, $status: String!, $step: String, $updatedAt: String!) " +
  "{ publishStatus(owner: $owner, kind: $kind, imageId: $imageId, editId: $editId, status: $status, step: $step, updatedAt: $updatedAt) " +
  `{ ${statusFields} } }`;

/** What a phone listens to: its owner's events only, filtered in the resolver. */
export const onStatusDocument = `subscription OnStatus { onStatus { ${statusFields} } }`;
