import { a, defineData } from "@aws-amplify/backend";
import { batchOperations } from "./batch-operations.ts";
import { editOperations } from "./edit-operations.ts";
import { listingOperations } from "./listing-operations.ts";
import { photoOperations } from "./photo-operations.ts";
import { replies } from "./replies.ts";
import { status } from "./status.ts";
import { views } from "./views.ts";

/**
 * The API of DESIGN.md section 5 as AppSync serves it; its documents and checks are in core/api. Root fields are
 * nullable, so that a bug in one never empties another.
 */
const schema = a.schema({
  ...views,
  ...replies,
  ...photoOperations,
  ...editOperations,
  ...listingOperations,
  ...batchOperations,
  ...status,
});

export const data = defineData({
  name: "reimagine",
  schema,
  authorizationModes: { defaultAuthorizationMode: "userPool" },
  logging: { fieldLogLevel: "error", excludeVerboseContent: true, retention: "3 months" },
});
