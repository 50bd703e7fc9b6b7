import * as z from "zod/mini";
import { publishStatusDocument } from "#core/api/status-documents.ts";
import { outside } from "#functions/aws/outside.ts";
import { signedPost } from "#functions/aws/signed-post.ts";
import { type StatusBoard } from "#functions/ports.ts";

/** Publishes through AppSync with the function's own role; subscribers get it filtered by owner. */
export function appSyncStatus(api: { readonly url: string; readonly region: string }): StatusBoard {
  const post = signedPost({ ...api, service: "appsync" });
  return {
    publish: (news) =>
      outside("Publishing a status", async () => {
        const { errors } = reply.parse(await post({ query: publishStatusDocument, variables: news }));
        if (errors?.length) throw new Error(errors.map(({ message }) => message).join("; "));
      }),
  };
}

const reply = z.object({ errors: z.nullish(z.array(z.object({ message: z.string() }))) });
