import { type OperationName, type Output, type ReadInput } from "#core/api/operations.ts";
import { type UserId } from "#core/ids.ts";
import { type Plan } from "#core/limits/plans.ts";
import { problemOf } from "#core/problem.ts";
import { type Result } from "#core/result.ts";
import { deleteMyData } from "#functions/account/delete-my-data.ts";
import { readAllowances, readStorage } from "#functions/account/read-allowances.ts";
import { cancelBatch, undoBatch } from "#functions/batch/end-batch.ts";
import { getBatch } from "#functions/batch/get-batch.ts";
import { listBatches } from "#functions/batch/list-batches.ts";
import { planBatch } from "#functions/batch/plan-batch.ts";
import { retryBatch } from "#functions/batch/retry-batch.ts";
import { deleteRecipe, listRecipes, saveRecipe } from "#functions/batch/saved-recipes.ts";
import { startBatch } from "#functions/batch/start-batch.ts";
import { acceptEdit, cancelEdit, deleteKeptEdit } from "#functions/edit/decide.ts";
import { requestEdit } from "#functions/edit/request-edit.ts";
import { settleLost } from "#functions/edit/settle-lost.ts";
import { viewEdit } from "#functions/edit/view.ts";
import { editHistory } from "#functions/history/edit-history.ts";
import { getDownload } from "#functions/history/get-download.ts";
import { listImages } from "#functions/history/list-images.ts";
import { analyzeImage } from "#functions/image/analyze.ts";
import { deleteImage } from "#functions/image/delete-image.ts";
import { updateImage } from "#functions/image/update-image.ts";
import { viewImage } from "#functions/image/view.ts";
import { createListing } from "#functions/listing/create-listing.ts";
import { deleteListing } from "#functions/listing/delete-listing.ts";
import { listListings } from "#functions/listing/list-listings.ts";
import { moveImages } from "#functions/listing/move-images.ts";
import { updateListing } from "#functions/listing/update-listing.ts";
import { viewListing } from "#functions/listing/view.ts";
import { type Cloud } from "#functions/ports.ts";
import { viewProblem } from "#functions/problem-view.ts";
import { readEdit } from "#functions/records/edit-records.ts";
import { readImage } from "#functions/records/image-records.ts";
import { readListing } from "#functions/records/listing-records.ts";
import { completeUpload } from "#functions/upload/complete-upload.ts";
import { createUpload } from "#functions/upload/create-upload.ts";

export type ApiCloud = Pick<Cloud, "records" | "objects" | "queue" | "models" | "clock" | "chance" | "log">;

interface Asking {
  readonly userId: UserId;
  readonly plan: Plan;
}

type Resolver<N extends OperationName> = (
  cloud: ApiCloud,
  asking: Asking,
  input: ReadInput<N>,
) => Promise<Output<N>>;

/** What each operation of core's table does. One that is missing here does not compile. */
export const resolvers: { readonly [N in OperationName]: Resolver<N> } = {
  createUpload: async (cloud, asking, input) => {
    const made = await createUpload(cloud, asking, input);
    return made.ok ? made.value : refusal(made);
  },
  completeUpload: async (cloud, { userId }, { imageId }) =>
    imageReply(await completeUpload(cloud, userId, imageId)),
  analyzeImage: async (cloud, { userId }, { imageId }) =>
    imageReply(await analyzeImage(cloud, userId, imageId)),
  requestEdit: async (cloud, asking, input) => editReply(await requestEdit(cloud, asking, input)),
  acceptEdit: async (cloud, { userId }, { editId }) => editReply(await acceptEdit(cloud, userId, editId)),
  cancelEdit: async (cloud, { userId }, { editId }) => deleteReply(await cancelEdit(cloud, userId, editId)),
  deleteEdit: async (cloud, { userId }, { editId }) =>
    deleteReply(await deleteKeptEdit(cloud, userId, editId)),
  deleteImage: async (cloud, { userId }, { imageId }) =>
    deleteReply(await deleteImage(cloud, userId, imageId)),
  updateImage: async (cloud, { userId }, input) => imageReply(await updateImage(cloud, userId, input)),
  moveImages: async (cloud, { userId }, input) => {
    const moved = await moveImages(cloud, userId, input);
    return moved.ok ? { outcomes: [...moved.value] } : { outcomes: [], ...refusal(moved) };
  },
  createListing: async (cloud, { userId }, input) => listingReply(await createListing(cloud, userId, input)),
  updateListing: async (cloud, { userId }, input) => listingReply(await updateListing(cloud, userId, input)),
  deleteListing: async (cloud, { userId }, { listingId, images }) =>
    deleteReply(await deleteListing(cloud, userId, listingId, images)),
  getListing: async (cloud, { userId }, { listingId }) => {
    const known = await readListing(cloud, userId, listingId);
    return known ? { listing: await viewListing(cloud, known) } : { problem: notFound() };
  },
  listListings: async (cloud, { userId }, input) => pageReply(await listListings(cloud, userId, input)),
  deleteMyData: async (cloud, { userId }, { confirmation }) =>
    deleteReply(await deleteMyData(cloud, userId, confirmation)),
  getAllowances: async (cloud, asking) => ({
    planName: asking.plan,
    items: await readAllowances(cloud, asking),
    storage: await readStorage(cloud, asking),
  }),
  getImage: async (cloud, { userId }, { imageId }) => {
    const known = await readImage(cloud, userId, imageId);
    return known ? { image: await viewImage(cloud, known.record) } : { problem: notFound() };
  },
  listImages: async (cloud, { userId }, input) => pageReply(await listImages(cloud, userId, input)),
  getEdit: async (cloud, { userId }, { editId }) => {
    const known = await readEdit(cloud, userId, editId);
    if (known === undefined) return { problem: notFound() };
    return { edit: await viewEdit(cloud, await settleLost(cloud, known.record)) };
  },
  getEditHistory: async (cloud, { userId }, input) => pageReply(await editHistory(cloud, userId, input)),
  planBatch: async (cloud, { userId }, input) => {
    const planned = await planBatch(cloud, userId, input);
    return planned.ok ? planned.value : { photos: [], ...refusal(planned) };
  },
  startBatch: async (cloud, asking, input) => batchReply(await startBatch(cloud, asking, input)),
  cancelBatch: async (cloud, { userId }, { batchId }) =>
    batchReply(await cancelBatch(cloud, userId, batchId)),
  retryBatch: async (cloud, { userId }, { batchId }) => batchReply(await retryBatch(cloud, userId, batchId)),
  undoBatch: async (cloud, { userId }, { batchId }) => batchReply(await undoBatch(cloud, userId, batchId)),
  getBatch: async (cloud, { userId }, { batchId }) => batchReply(await getBatch(cloud, userId, batchId)),
  listBatches: async (cloud, { userId }, input) => pageReply(await listBatches(cloud, userId, input)),
  saveRecipe: async (cloud, { userId }, input) => {
    const saved = await saveRecipe(cloud, userId, input);
    return saved.ok ? { recipe: saved.value } : refusal(saved);
  },
  listRecipes: async (cloud, { userId }) => ({ items: await listRecipes(cloud, userId) }),
  deleteRecipe: async (cloud, { userId }, { recipeId }) =>
    deleteReply(await deleteRecipe(cloud, userId, recipeId)),
  getDownload: async (cloud, { userId }, input) => {
    const made = await getDownload(cloud, userId, input);
    return made.ok ? made.value : refusal(made);
  },
};

type Refusal = Extract<Result<never>, { ok: false }>;

const refusal = ({ problem }: Refusal) => ({ problem: viewProblem(problem) });
const notFound = () => viewProblem(problemOf("not-found"));

const imageReply = (result: Result<NonNullable<Output<"getImage">["image"]>>): Output<"getImage"> =>
  result.ok ? { image: result.value } : refusal(result);
const listingReply = (result: Result<NonNullable<Output<"getListing">["listing"]>>): Output<"getListing"> =>
  result.ok ? { listing: result.value } : refusal(result);
const editReply = (result: Result<NonNullable<Output<"getEdit">["edit"]>>): Output<"getEdit"> =>
  result.ok ? { edit: result.value } : refusal(result);
const batchReply = (result: Result<NonNullable<Output<"getBatch">["batch"]>>): Output<"getBatch"> =>
  result.ok ? { batch: result.value } : refusal(result);
const deleteReply = (result: Result<number>): Output<"deleteEdit"> =>
  result.ok ? { deleted: result.value } : { deleted: 0, ...refusal(result) };
const pageReply = <I>(
  result: Result<{ readonly items: I[]; readonly nextToken: string | undefined }>,
): { items: I[]; nextToken: string | null; problem?: ReturnType<typeof viewProblem> } =>
  result.ok
    ? { items: result.value.items, nextToken: result.value.nextToken ?? null }
    : { items: [], nextToken: null, ...refusal(result) };
