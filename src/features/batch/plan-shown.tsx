import { Bookmark, X } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { type PhotoPlanView } from "#core/api/batch-views.ts";
import { type ImageView } from "#core/api/views.ts";
import { type PlanStep } from "#core/batch/plan.ts";
import { say } from "#core/batch/say.ts";
import { Button, IconButton } from "#src/design/button.tsx";
import { PhotoFrame } from "#src/design/photo-frame.tsx";
import { localPictures } from "#src/features/upload/local-pictures.ts";
import { batchWords } from "#src/batch-words.ts";
import { type Ask, type Plan, withAnswer, without } from "./planning.ts";
import { SaveRecipeSheet } from "./save-recipe-sheet.tsx";

type Images = readonly (ImageView | undefined)[];

/** A plan before it runs: what was understood and what was not, the steps, and what becomes of each photo. */
export function PlanShown({
  plan,
  images,
  isBusy,
  onAsk,
}: {
  readonly plan: Plan;
  readonly images: Images;
  readonly isBusy: boolean;
  readonly onAsk: (ask: Ask) => void;
}) {
  const { from, steps, photos } = plan;
  const [isSaving, setSaving] = useState(false);
  const altered = photos.filter(({ legalClass }) => legalClass === "altered").length;
  const stopped = photos.filter(({ problem }) => problem).length;
  return (
    <section className="batch-plan" aria-labelledby="plan" aria-busy={isBusy}>
      <h2 id="plan">{from.command === "" ? batchWords.planFor(from.title) : batchWords.planTitle}</h2>
      {from.notUnderstood.length > 0 && <NotUnderstood parts={from.notUnderstood} />}
      {from.question !== undefined && (
        <Question
          key={from.question}
          question={from.question}
          command={from.command}
          isBusy={isBusy}
          onAsk={onAsk}
        />
      )}
      {steps.length === 0 ? (
        from.question === undefined && <p className="quiet">{batchWords.noSteps}</p>
      ) : (
        <ol className="batch-steps" aria-label={batchWords.steps}>
          {steps.map((step, place) => (
            <StepLine
              // Steps have no name of their own, and the same one may stand there twice.
              key={`${place} ${say(step.step)}`}
              place={place}
              step={step}
              images={images}
              isBusy={isBusy}
              onRemove={() => onAsk(without(plan, place))}
            />
          ))}
        </ol>
      )}
      {steps.length > 0 && (
        <>
          <div className="batch-notes">
            <p className={altered > 0 ? "batch-altered" : "quiet"}>{batchWords.legalSum(altered)}</p>
            {stopped > 0 && <p className="batch-stopped">{batchWords.problems(stopped)}</p>}
            <p className="small quiet">{batchWords.originalsStay}</p>
          </div>
          <Button look="plain" className="batch-save" onClick={() => setSaving(true)}>
            <Bookmark aria-hidden />
            {batchWords.save}
          </Button>
          <h3>{batchWords.perPhoto}</h3>
          <ul className="batch-photos">
            {photos.map((photo, place) => (
              <li key={photo.imageId}>
                <PhotoLine photo={photo} image={images[place]} all={steps.length} />
              </li>
            ))}
          </ul>
        </>
      )}
      {isSaving && <SaveRecipeSheet steps={steps} onClose={() => setSaving(false)} />}
    </section>
  );
}

function NotUnderstood({ parts }: { readonly parts: readonly string[] }) {
  return (
    <div className="trouble" role="alert">
      <strong>
        {batchWords.notUnderstood} {parts.map((part) => `“${part}”`).join(", ")}
      </strong>
      <span className="quiet">{batchWords.notUnderstoodNext}</span>
    </div>
  );
}

/** Asked once, answered in place. The same question again means that the answer found no place in the command. */
function Question({
  question,
  command,
  isBusy,
  onAsk,
}: {
  readonly question: string;
  readonly command: string;
  readonly isBusy: boolean;
  readonly onAsk: (ask: Ask) => void;
}) {
  const [answer, setAnswer] = useState("");
  const [answered, setAnswered] = useState<string>();
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (answer.trim() === "") return;
    setAnswered(command);
    onAsk({ by: "command", command: withAnswer(command, question, answer) });
  };
  return (
    <form className="batch-question" onSubmit={submit}>
      <h3>{batchWords.question}</h3>
      <label className="field">
        {question}
        <input
          value={answer}
          maxLength={200}
          enterKeyHint="send"
          autoComplete="off"
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
      </label>
      {!isBusy && answered !== undefined && answered !== command && (
        <p className="small">{batchWords.askedBefore}</p>
      )}
      <Button type="submit" disabled={isBusy || answer.trim() === ""}>
        {batchWords.answerSend}
      </Button>
    </form>
  );
}

function StepLine({
  place,
  step: { step, except },
  images,
  isBusy,
  onRemove,
}: {
  readonly place: number;
  readonly step: PlanStep;
  readonly images: Images;
  readonly isBusy: boolean;
  readonly onRemove: () => void;
}) {
  const said = say(step);
  return (
    <li>
      <span className="batch-number numbers" aria-hidden>
        {place + 1}
      </span>
      <span>
        {said}
        {except.length > 0 && <span className="small quiet">{whichPhotos(except, images)}</span>}
      </span>
      <IconButton label={batchWords.removeStep(said)} disabled={isBusy} onClick={onRemove}>
        <X aria-hidden />
      </IconButton>
    </li>
  );
}

/** By name, and by whichever list is the shorter one: those left out, or those it is for. */
function whichPhotos(except: readonly number[], images: Images): string {
  const nameOf = (number: number): string => images[number - 1]?.fileName ?? `${batchWords.aPhoto} ${number}`;
  const numbers = images.map((_, place) => place + 1);
  const only = numbers.filter((number) => !except.includes(number));
  return only.length < except.length
    ? batchWords.onlyFor(only.map(nameOf))
    : batchWords.exceptFor(except.map(nameOf));
}

function PhotoLine({
  photo: { imageId, words: steps, width, height, format, estimateMs, usd, legalClass, problem },
  image,
  all,
}: {
  readonly photo: PhotoPlanView;
  readonly image: ImageView | undefined;
  /** How many steps the plan has. */
  readonly all: number;
}) {
  const name = image?.fileName ?? batchWords.aPhoto;
  const head = (
    <>
      <PhotoFrame src={image?.thumbUrl ?? localPictures.of(imageId)} alt="" className="batch-thumb" />
      <span className="batch-line">
        <strong>{name}</strong>
        {problem ? (
          <>
            <span className="small batch-stopped">{problem.message}</span>
            <span className="small quiet">{problem.remedy}</span>
          </>
        ) : steps.length === 0 ? (
          <span className="small quiet">{batchWords.leftAsIs}</span>
        ) : (
          <>
            <span className="small numbers">{batchWords.result(width, height, format)}</span>
            <span className="small quiet numbers">{batchWords.cost(estimateMs, usd)}</span>
            {legalClass && (
              <span className={`small ${legalClass === "altered" ? "batch-altered" : "quiet"}`}>
                {batchWords.legal[legalClass]}
              </span>
            )}
          </>
        )}
      </span>
    </>
  );
  if (problem || steps.length === 0) return <div className="batch-photo">{head}</div>;
  return (
    // A photo with steps of its own is shown with them.
    <details open={steps.length !== all}>
      <summary className="batch-photo">{head}</summary>
      {image && <p className="small quiet numbers">{batchWords.wasSize(image.width, image.height)}</p>}
      <ol className="small">
        {steps.map((step, place) => (
          <li key={`${place} ${step}`}>{step}</li>
        ))}
      </ol>
    </details>
  );
}
