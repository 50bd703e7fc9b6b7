import { extensions, util } from "@aws-appsync/utils";

export function request(ctx) {
  if (!ctx.identity || !ctx.identity.sub) {
    util.unauthorized();
  }
  return { payload: null };
}

// Whatever the client asks for, it hears its own events and no others.
export function response(ctx) {
  const filter = { owner: { eq: ctx.identity.sub } };
  extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter(filter));
  return null;
}
