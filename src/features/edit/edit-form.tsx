import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { type PhotoEditType } from "#core/edit/edit-type.ts";
import { flows } from "#core/edit/flows/index.ts";
import { type EditAsk } from "#core/edit/ask.ts";
import { type Problem, problemOf } from "#core/problem.ts";
import { unreachable } from "#core/unreachable.ts";
import { useAllowances } from "#src/backend/allowances.ts";
import { explain, Refused } from "#src/backend/trouble.ts";
import { useRequestEdit } from "#src/backend/mutations.ts";
import { newRequestId } from "#src/backend/request-id.ts";
import { Button, IconButton } from "#src/design/button.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { exportMask } from "#src/features/mask/export-mask.ts";
import { editTypeWords } from "#src/edit-words.ts";
import { formWords } from "#src/form-words.ts";
import { type Draft } from "./draft.ts";
import { useDraft } from "./use-draft.ts";
import { EditTypeIcon } from "./edit-type-icon.tsx";
import { DuskFields } from "./dusk-fields.tsx";
import { EnhanceFields } from "./enhance-fields.tsx";
import { FreeFields } from "./free-fields.tsx";
import { Remedy } from "./remedy.tsx";
import { RemovalFields } from "./removal-fields.tsx";
import { RenovationFields } from "./renovation-fields.tsx";
import { StagingFields } from "./staging-fields.tsx";

/** The form of one edit type: it shows instead of telling, says how long it will take, and starts. */
export function EditForm({
  image,
  type,
  on,
  again,
  onStarted,
  onClose,
}: {
  readonly image: ImageView;
  readonly type: PhotoEditType;
  /** The kept edit whose result this one is made on; the original when undefined. */
  readonly on: EditView | undefined;
  /** The edit this is another try at, with other wishes. */
  readonly again: EditView | undefined;
  readonly onStarted: (edit: EditView) => void;
  readonly onClose: () => void;
}) {
  const [draft, update] = useDraft(image.imageId);
  const request = useRequestEdit();
  // One intent, one id: tapping twice, or again after a lost answer, starts one edit.
  const [requestId, setRequestId] = useState(newRequestId);
  const [problem, setProblem] = useState<Problem>();
  const [isExporting, setExporting] = useState(false);
  const editsLeft = useEditsLeft();
  const isBusy = isExporting || request.isPending;
  // Marking comes first, and is the main action until it is done.
  const isMarkNext = type === "item-removal" && !again && draft[type].marks.length === 0;

  const start = async (): Promise<void> => {
    setProblem(undefined);
    const asked = await askOf(type, draft, image, again);
    if ("kind" in asked) return setProblem(asked);
    request.mutate(
      {
        requestId,
        imageId: image.imageId,
        parentEditId: again ? again.parentEditId : on?.editId,
        regenerates: again?.editId,
        editType: asked.editType,
        params: asked.params,
      },
      {
        onSuccess: ({ edit }) => edit && onStarted(edit),
        // A refusal is an answer to this id; the next try is a new one.
        onError: (error) => {
          if (!(error instanceof Refused)) return;
          setRequestId(newRequestId());
          // The furnished photo is gone, or its furniture cannot be placed again: it is chosen no longer.
          if (error.problem.field === "params.sceneOf")
            update((now) => ({
              ...now,
              "virtual-staging": { ...now["virtual-staging"], sceneOf: undefined },
            }));
        },
      },
    );
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setExporting(true);
    start()
      .catch((error: unknown) => {
        setProblem(problemOf("invalid-params"));
        reportError(error);
      })
      .finally(() => setExporting(false));
  };

  const update1 =
    <T extends PhotoEditType>(of: T) =>
    (value: Draft[T]): void =>
      update((now) => ({ ...now, [of]: value }));
  return (
    <form className="form" aria-labelledby="form-title" onSubmit={submit} noValidate>
      <div className="section-head">
        <h2 id="form-title">
          <EditTypeIcon type={type} />
          {editTypeWords[type].name}
        </h2>
        <IconButton label={formWords.close} onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </div>
      <p className="quiet">{on || again?.parentEditId ? formWords.onResult : editTypeWords[type].promise}</p>
      <Fields type={type} image={image} draft={draft} on={on} again={again} update={update1} />
      {problem && <TroubleBox trouble={problem} />}
      {request.isError && (
        <TroubleBox trouble={explain(request.error)}>
          <Remedy
            image={image}
            problem={request.error instanceof Refused ? request.error.problem : undefined}
            on={on}
            again={again}
          />
        </TroubleBox>
      )}
      <div className="form-start">
        <p className="small quiet numbers" aria-live="polite">
          {formWords.estimate(flows[type].estimateMs(image.width * image.height))}{" "}
          {editsLeft !== undefined && formWords.editsLeft(editsLeft)}
        </p>
        <Button type="submit" look={isMarkNext ? "quiet" : "main"} wide disabled={isBusy}>
          {formWords.start}
        </Button>
      </div>
    </form>
  );
}

/** Of this hour, once they run short; undefined before that, and where there is no end to them. */
function useEditsLeft(): number | undefined {
  const edits = useAllowances().data?.items.find(({ name }) => name === "edits");
  if (edits?.most === undefined || edits.most === null) return undefined;
  const left = Math.max(0, edits.most - edits.used);
  return left <= edits.most * SHORT ? left : undefined;
}

/** Less than this share of an allowance is worth a word in a form; the settings always tell it. */
const SHORT = 0.2;

function Fields({
  type,
  image,
  draft,
  on,
  again,
  update,
}: {
  readonly type: PhotoEditType;
  readonly image: ImageView;
  readonly draft: Draft;
  readonly on: EditView | undefined;
  readonly again: EditView | undefined;
  readonly update: <T extends PhotoEditType>(of: T) => (value: Draft[T]) => void;
}) {
  switch (type) {
    case "virtual-staging":
      return <StagingFields image={image} value={draft[type]} onChange={update(type)} />;
    case "day-to-dusk":
      return <DuskFields value={draft[type]} onChange={update(type)} />;
    case "enhance":
      return <EnhanceFields value={draft[type]} onChange={update(type)} />;
    case "item-removal":
      return (
        <RemovalFields image={image} on={on} again={again} value={draft[type]} onChange={update(type)} />
      );
    case "virtual-renovation":
      return (
        <RenovationFields image={image} on={on} again={again} value={draft[type]} onChange={update(type)} />
      );
    case "free-edit":
      return <FreeFields image={image} on={on} again={again} value={draft[type]} onChange={update(type)} />;
    default:
      return unreachable(type);
  }
}

/** What the form asks for, as the API takes it; or what is missing. */
async function askOf(
  type: PhotoEditType,
  draft: Draft,
  image: ImageView,
  again: EditView | undefined,
): Promise<{ readonly editType: PhotoEditType; readonly params: Record<string, unknown> } | Problem> {
  switch (type) {
    case "virtual-staging":
    case "day-to-dusk":
    case "enhance":
      return { editType: type, params: draft[type] };
    case "item-removal": {
      const { marks, objects } = draft[type];
      // Another try without new marks uses the mask of the first.
      if (marks.length === 0)
        return again ? { editType: type, params: { objects } } : problemOf("mask-missing");
      const params: Partial<EditAsk["params"]> = { objects, maskData: await exportMask(marks, image) };
      return { editType: type, params };
    }
    case "virtual-renovation": {
      const { description, style, marks, surfaces } = draft[type];
      if (description.trim() === "") return problemOf("not-understood");
      return {
        editType: type,
        params: {
          description: description.trim(),
          ...(style === undefined ? {} : { style }),
          ...(marks.length > 0 ? { maskData: await exportMask(marks, image) } : { surfaces }),
        },
      };
    }
    case "free-edit": {
      const { prompt, marks } = draft[type];
      if (prompt.trim() === "") return problemOf("not-understood");
      return {
        editType: type,
        params: {
          prompt: prompt.trim(),
          ...(marks.length > 0 ? { maskData: await exportMask(marks, image) } : {}),
        },
      };
    }
    default:
      return unreachable(type);
  }
}
