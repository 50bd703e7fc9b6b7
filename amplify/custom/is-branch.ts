import { type Construct } from "constructs";

/** Whether this is deployed for people, by the pipeline, and not as somebody's sandbox. */
export const isBranch = (scope: Construct): boolean =>
  scope.node.tryGetContext("amplify-backend-type") === "branch";
