/** The selection sets of the views: what every document asks for. */
const problem = "problem { kind message remedy field retryAfterSeconds }";

export const imageFields =
  "imageId listingId room state fileName fileSize contentType width height createdAt uploadedAt updatedAt analysisState " +
  `analysis suggestions suggestedAt thumbUrl workingUrl ${problem}`;

export const editFields =
  "editId imageId parentEditId variantOf attempt editType params status step createdAt updatedAt startedAt completedAt " +
  "estimateMs processingTimeMs modelId structureScore found notFound legalClass widthPx heightPx sourceUrl workingUrl thumbUrl " +
  "maskUrl " +
  problem;

export const listingFields =
  "listingId name rooms coveredRooms imageCount coverImageId coverUrl isSample version createdAt updatedAt changedAt";

export const statusFields = "owner kind imageId editId status step updatedAt";

export const problemFields = problem;
