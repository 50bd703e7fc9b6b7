import { type EditView } from "#core/api/views.ts";
import { type EditRecord, editTypeOf } from "#core/edit/edit-record.ts";
import { type EditId } from "#core/ids.ts";
import { objectKeys } from "#core/keys.ts";
import { fileOf } from "#functions/edit/result-files.ts";
import { type Records } from "#functions/ports.ts";
import { viewProblem } from "#functions/problem-view.ts";
import { readEdit } from "#functions/records/edit-records.ts";
import { signedGet, type Signing } from "#functions/signed.ts";

type Needs = Signing & { readonly records: Records };

export const viewEdit = async (cloud: Needs, edit: EditRecord): Promise<EditView> => {
  const parents = await parentsOf(cloud, [edit]);
  return view(cloud, edit, parents);
};

/** Many at once, each parent read once. */
export async function viewEdits(cloud: Needs, edits: readonly EditRecord[]): Promise<EditView[]> {
  const parents = await parentsOf(cloud, edits);
  return Promise.all(edits.map((edit) => view(cloud, edit, parents)));
}

type Parents = ReadonlyMap<EditId, EditRecord | undefined>;

async function parentsOf(cloud: Needs, edits: readonly EditRecord[]): Promise<Parents> {
  const known = new Map<EditId, EditRecord | undefined>(edits.map((edit) => [edit.editId, edit]));
  const missing = edits.flatMap(({ userId, parentEditId }) =>
    parentEditId !== undefined && !known.has(parentEditId) ? [{ userId, parentEditId }] : [],
  );
  const unique = new Map(missing.map((link) => [link.parentEditId, link]));
  await Promise.all(
    [...unique.values()].map(async ({ userId, parentEditId }) => {
      known.set(parentEditId, (await readEdit(cloud, userId, parentEditId))?.record);
    }),
  );
  return known;
}

async function view(cloud: Needs, edit: EditRecord, parents: Parents): Promise<EditView> {
  const sign = (key: string | undefined): Promise<string> | null =>
    key === undefined ? null : signedGet(cloud, key);
  return {
    editId: edit.editId,
    imageId: edit.imageId,
    parentEditId: edit.parentEditId ?? null,
    variantOf: edit.variantOf,
    attempt: edit.attempt,
    editType: editTypeOf(edit),
    params: edit.ask.params,
    status: edit.status,
    step: edit.step ?? null,
    createdAt: edit.createdAt,
    updatedAt: edit.updatedAt,
    startedAt: edit.startedAt ?? null,
    completedAt: edit.completedAt ?? null,
    estimateMs: edit.estimateMs,
    processingTimeMs: edit.processingTimeMs ?? null,
    modelId: edit.modelId ?? null,
    structureScore: edit.structureScore ?? null,
    found: edit.found ?? null,
    notFound: edit.notFound ?? null,
    legalClass: edit.legalClass,
    widthPx: edit.widthPx ?? null,
    heightPx: edit.heightPx ?? null,
    sourceUrl: await sign(sourceCopy(edit, parents)),
    workingUrl: await sign(fileOf(edit, "working.webp")),
    thumbUrl: await sign(fileOf(edit, "thumb.webp")),
    maskUrl: await sign(edit.maskKey),
    problem: viewProblem(edit.problem),
  };
}

/** The screen copy of what the edit was made on. None when that was an edit which has been deleted since. */
function sourceCopy({ userId, imageId, parentEditId }: EditRecord, parents: Parents): string | undefined {
  if (parentEditId === undefined) return objectKeys.working(userId, imageId);
  const parent = parents.get(parentEditId);
  return parent && fileOf(parent, "working.webp");
}
