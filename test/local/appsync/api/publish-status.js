import { util } from "@aws-appsync/utils";

export function request(ctx) {
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
