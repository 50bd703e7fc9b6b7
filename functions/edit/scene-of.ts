import { type KeptAsk } from "#core/edit/ask.ts";
import { type UserId } from "#core/ids.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { type KeptScene } from "#engine/staging/arrange/rearrange.ts";
import { readScene } from "#functions/edit/kept-scene.ts";
import { type Cloud } from "#functions/ports.ts";
import { readEdit } from "#functions/records/edit-records.ts";

/**
 * The furniture a staging asks to have again; undefined when it asks for none. Another person's edit is answered as one
 * that does not exist.
 */
export async function sceneOf(
  cloud: Pick<Cloud, "records" | "clock">,
  user: UserId,
  ask: KeptAsk,
): Promise<Result<KeptScene | undefined>> {
  if (ask.editType !== "virtual-staging" || ask.params.sceneOf === undefined) return done(undefined);
  const field = "params.sceneOf";
  const staged = (await readEdit(cloud, user, ask.params.sceneOf))?.record;
  if (staged === undefined) return refused(problemOf("not-found", { field }));
  const scene = staged.scene === undefined ? undefined : readScene(staged.scene);
  return scene === undefined
    ? refused(
        problemOf("invalid-params", { field, detail: "that edit has no furniture that can be placed again" }),
      )
    : done(scene);
}
