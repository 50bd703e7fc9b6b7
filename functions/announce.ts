import { type EditRecord } from "#core/edit/edit-record.ts";
import { type ImageRecord } from "#core/image/image.ts";
import { type Log, type StatusBoard, type StatusNews } from "#functions/ports.ts";

type Board = { readonly status: StatusBoard; readonly log: Log };

export const announceImage = (cloud: Board, image: ImageRecord): Promise<void> =>
  announce(cloud, {
    owner: image.userId,
    kind: "image",
    imageId: image.imageId,
    status: image.state,
    updatedAt: image.updatedAt,
  });

export const announceEdit = (cloud: Board, edit: EditRecord, status: string = edit.status): Promise<void> =>
  announce(cloud, {
    owner: edit.userId,
    kind: "edit",
    imageId: edit.imageId,
    editId: edit.editId,
    status,
    step: edit.step,
    updatedAt: edit.updatedAt,
  });

/** The news is a hint; the app asks again by itself. So work goes on when nobody hears it. */
async function announce({ status, log }: Board, news: StatusNews): Promise<void> {
  try {
    await status.publish(news);
  } catch (error) {
    log.error("status-not-published", error, { kind: news.kind, imageId: news.imageId, status: news.status });
  }
}
