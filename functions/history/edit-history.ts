import { type EditView } from "#core/api/views.ts";
import { isInHistory } from "#core/edit/edit.ts";
import { editId, type ImageId, type UserId } from "#core/ids.ts";
import { problemOf } from "#core/problem.ts";
import { done, refused, type Result } from "#core/result.ts";
import { settleLost } from "#functions/edit/settle-lost.ts";
import { viewEdits } from "#functions/edit/view.ts";
import { collectPage, type PageAsk } from "#functions/history/paging.ts";
import { type Cloud } from "#functions/ports.ts";
import { editKind, getEditHistory, imageEditPage } from "#functions/records/edit-records.ts";
import { readImage } from "#functions/records/image-records.ts";

type Needs = Pick<Cloud, "records" | "objects" | "clock" | "chance" | "log">;

/** This person's edits, newest first; of one image, when one is named. Edits whose file is missing are hidden. */
export async function editHistory(
  cloud: Needs,
  user: UserId,
  ask: PageAsk & { readonly imageId?: ImageId | null | undefined },
): Promise<Result<{ readonly items: EditView[]; readonly nextToken: string | undefined }>> {
  const image = ask.imageId ?? undefined;
  if (image && !(await readImage(cloud, user, image)))
    return refused(problemOf("not-found", { field: "imageId" }));
  const page = await collectPage(user, ask, {
    name: image ? `edits of ${image}` : "edits",
    kind: editKind,
    id: editId,
    isShown: ({ status }) => isInHistory(status),
    read: (limit, after) =>
      image ? imageEditPage(cloud, user, image, limit, after) : getEditHistory(cloud, user, limit, after),
  });
  if (!page.ok) return page;
  const edits = await Promise.all(page.value.records.map(({ record }) => settleLost(cloud, record)));
  return done({ items: await viewEdits(cloud, edits), nextToken: page.value.nextToken });
}
