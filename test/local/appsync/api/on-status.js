import { extensions, util } from "@aws-appsync/utils";

export function request(ctx) {
  if (!ctx.identity || !ctx.identity.sub) {
    util.unauthorized();
  }
  return { payload: null };
}

export function response(ctx) {
  const filter = { owner: { eq: ctx.identity.sub } };
  if (ctx.args.editId) {
    filter.editId = { eq: ctx.args.editId };
  }
  extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter(filter));
  return null;
}
