import { a } from "@aws-amplify/backend";
import { api } from "../functions/resource.ts";

type Arguments = Parameters<ReturnType<typeof a.query>["arguments"]>[0];

/*
 * Every operation is open to whoever is signed in: what a person may do with what is theirs is decided in the use
 * cases, which answer with a typed problem.
 */

/** Asks the api function and changes nothing. `reply` is the name of what it answers. */
export const query = (reply: string, args: Arguments = {}) =>
  a
    .query()
    .arguments(args)
    .returns(a.ref(reply))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]);

/** Has the api function change something. `reply` is the name of what it answers. */
export const mutation = (reply: string, args: Arguments = {}) =>
  a
    .mutation()
    .arguments(args)
    .returns(a.ref(reply))
    .handler(a.handler.function(api))
    .authorization((allow) => [allow.authenticated()]);
