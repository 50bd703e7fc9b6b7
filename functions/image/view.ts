import { type ImageView } from "#core/api/views.ts";
import { type ImageRecord } from "#core/image/image.ts";
import { objectKeys } from "#core/keys.ts";
import { viewProblem } from "#functions/problem-view.ts";
import { signedGet, type Signing } from "#functions/signed.ts";

export async function viewImage(cloud: Signing, image: ImageRecord): Promise<ImageView> {
  const ready = image.state === "ready";
  const { userId, imageId } = image;
  return {
    imageId,
    listingId: image.listingId ?? null,
    room: image.room ?? null,
    state: image.state,
    fileName: image.fileName,
    fileSize: image.fileSize,
    contentType: image.contentType,
    width: image.width,
    height: image.height,
    createdAt: image.createdAt,
    uploadedAt: image.uploadedAt ?? null,
    updatedAt: image.updatedAt,
    analysisState: image.analysisState,
    analysis: image.analysis ?? null,
    suggestions: image.suggestions,
    suggestedAt: image.suggestedAt ?? null,
    thumbUrl: ready ? await signedGet(cloud, objectKeys.thumb(userId, imageId)) : null,
    workingUrl: ready ? await signedGet(cloud, objectKeys.working(userId, imageId)) : null,
    problem: viewProblem(image.problem),
  };
}
