import { util } from "@aws-appsync/utils";

// The data source is NONE: the payload becomes the result, and the result is what subscribers receive.
export function request(ctx) {
  // Service roles only: neither a signed-in person nor an identity pool's role may speak for a worker.
  if (util.authType() !== "IAM Authorization" || ctx.identity.cognitoIdentityId) {
    util.unauthorized();
  }
  return { payload: ctx.args };
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return ctx.result;
}
