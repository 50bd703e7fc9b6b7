import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, Ellipsis } from "lucide-react";
import { useEffect, useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { type EditView, type ImageView } from "#core/api/views.ts";
import { type ImageId, imageId } from "#core/ids.ts";
import { useListings } from "#src/backend/listings.ts";
import { explain, isGone } from "#src/backend/trouble.ts";
import { useLastingError } from "#src/backend/lasting-error.ts";
import { useLeavingThings } from "#src/backend/deletions.ts";
import { renewAddresses, useEdits, useImage } from "#src/backend/queries.ts";
import { Button, IconButton, LinkButton } from "#src/design/button.tsx";
import { takesLetters } from "#src/design/is-for-typing.ts";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { readEditType } from "#src/features/edit/draft.ts";
import { useDraft } from "#src/features/edit/use-draft.ts";
import { EditForm } from "#src/features/edit/edit-form.tsx";
import { photoLayer } from "#src/features/edit/photo-layer.tsx";
import { previewFilter } from "#src/features/edit/preview-filter.ts";
import { isMaskable } from "#src/features/mask/mask-address.ts";
import { gridBehind } from "#src/features/start/last-grid.ts";
import { localPictures } from "#src/features/upload/local-pictures.ts";
import { firstWords } from "#src/first-words.ts";
import { listingWords } from "#src/listing-words.ts";
import { photoWords } from "#src/photo-words.ts";
import { type Sides } from "./compare.tsx";
import { Decide } from "./decide.tsx";
import { Filmstrip } from "./filmstrip.tsx";
import { History } from "./history.tsx";
import { LostPhoto } from "./lost-photo.tsx";
import { PhotoMenu } from "./photo-menu.tsx";
import { Refusal } from "./refusal.tsx";
import { Stage } from "./stage.tsx";
import { Suggestions } from "./suggestions.tsx";
import { theOriginal, type Version, versionAddress, versionsOf } from "./versions.ts";
import "./photo.css";

/** One photo, everything that was made of it, and everything that can be. */
export function PhotoScreen({ image }: { readonly image: string }) {
  const id = imageId.safeParse(image);
  return id.success ? <KnownPhoto key={id.data} id={id.data} /> : <LostPhoto />;
}

function KnownPhoto({ id }: { readonly id: ImageId }) {
  const image = useImage(id);
  const error = useLastingError(image.error);
  if (image.data && !isGone(error)) return <Photo image={image.data} />;
  if (error === null) return <div className="photo-screen photo-waiting" aria-busy="true" />;
  return <LostPhoto error={error} onRetry={() => void image.refetch()} />;
}

function Photo({ image }: { readonly image: ImageView }) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [search] = useSearchParams();
  const edits = useEdits(image.imageId);
  const [draft, update] = useDraft(image.imageId);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const here = `/p/${image.imageId}`;
  const listing = useListings().data?.find(({ listingId }) => listingId === image.listingId);

  const leaving = useLeavingThings();
  const found = (edits.data ?? []).filter(({ editId }) => !leaving.has(editId));
  const selected = found.find(({ editId }) => editId === search.get("edit"));
  const isVersionGone = edits.isSuccess && !edits.isFetching && search.has("edit") && selected === undefined;
  const doing = readEditType(search.get("do"));
  const again = found.find(({ editId }) => editId === search.get("again"));
  const isReady = image.state === "ready";
  const isForm = doing !== undefined && isReady;
  const local = localPictures.of(image.imageId);
  const versions = versionsOf(image, found, local);
  const shown = selected?.editId ?? theOriginal;
  const chosen = sidesOf(versions, search.get("with"), shown);
  const flick = (by: -1 | 1): void => {
    const next = versions[versions.findIndex(({ key }) => key === shown) + by];
    if (next && !isForm) navigate(versionAddress(image, next.key), { replace: true });
  };
  useArrowKeys(flick);

  return (
    <main className="photo-screen">
      <div className="photo-top on-dusk">
        <Stage
          image={image}
          edit={selected}
          chosen={chosen}
          filter={isForm ? previewFilter(doing, draft) : undefined}
          marks={isForm && isMaskable(doing) ? draft[doing].marks : []}
          layer={isForm ? photoLayer(doing, draft, update) : undefined}
          local={local}
          onFlick={flick}
          onBroken={() => renewAddresses(client)}
        />
        <div className="photo-bar">
          <LinkButton href={gridBehind(image.listingId)} look="glass" iconOnly label={photoWords.back}>
            <ArrowLeft aria-hidden />
          </LinkButton>
          <IconButton label={photoWords.more} look="glass" onClick={() => setMenuOpen(true)}>
            <Ellipsis aria-hidden />
          </IconButton>
        </div>
      </div>
      <div className="photo-panel">
        <div className="photo-title">
          <h1 className="photo-name">{image.fileName}</h1>
          {listing?.isSample && <span className="photo-sample">{listingWords.sample}</span>}
        </div>
        {isReady && !isForm && <Filmstrip image={image} edits={found} selected={selected} />}
        {chosen && (
          <div className="section-head">
            <output>{photoWords.comparing(chosen.before.name, chosen.after.name)}</output>
            <LinkButton look="plain" replace href={versionAddress(image, shown)}>
              {photoWords.stopComparing}
            </LinkButton>
          </div>
        )}
        {isVersionGone && !isForm && <output className="photo-note">{photoWords.versionGone}</output>}
        {image.state === "refused" && <Refusal image={image} />}
        {(image.state === "preparing" || image.state === "announced") && (
          <output className="photo-note">{firstWords.home.states[image.state]}</output>
        )}
        {edits.isError && found.length === 0 && (
          <TroubleBox trouble={explain(edits.error)}>
            <Button onClick={() => void edits.refetch()}>{firstWords.common.tryAgain}</Button>
          </TroubleBox>
        )}
        {isForm ? (
          <EditForm
            key={`${doing}${selected?.editId ?? ""}${again?.editId ?? ""}`}
            image={image}
            type={doing}
            on={selected?.status === "completed" ? selected : undefined}
            again={again}
            onStarted={(edit) => navigate(`${here}?edit=${edit.editId}`, { replace: true })}
            onClose={() => navigate(selected ? `${here}?edit=${selected.editId}` : here, { replace: true })}
          />
        ) : (
          isReady && <Looking image={image} edits={found} versions={versions} selected={selected} />
        )}
      </div>
      {isMenuOpen && (
        <PhotoMenu image={image} edit={selected} edits={found.length} onClose={() => setMenuOpen(false)} />
      )}
    </main>
  );
}

/** Two versions that both have a picture; undefined for anything else an address may name. */
function sidesOf(
  versions: readonly Version[],
  left: string | null,
  right: Version["key"],
): Sides | undefined {
  const before = versions.find(({ key }) => key === left);
  const after = versions.find(({ key }) => key === right);
  if (before?.url === undefined || after?.url === undefined || before === after) return undefined;
  return {
    before: { url: before.url, small: before.thumbUrl, name: before.name },
    after: { url: after.url, small: after.thumbUrl, name: after.name },
  };
}

/** No form open: what can be decided about the edit on screen, or what could be made of the photo. */
function Looking({
  image,
  edits,
  versions,
  selected,
}: {
  readonly image: ImageView;
  readonly edits: readonly EditView[];
  readonly versions: readonly Version[];
  readonly selected: EditView | undefined;
}) {
  const history = edits.length > 0 && (
    <History image={image} edits={edits} versions={versions} selected={selected} />
  );
  return selected ? (
    <Decide key={selected.editId} image={image} edit={selected} edits={edits}>
      {history}
    </Decide>
  ) : (
    <>
      <Suggestions image={image} />
      {history}
    </>
  );
}

/** ← and → go through the versions, as a flick does. */
function useArrowKeys(go: (by: -1 | 1) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || takesLetters(event.target)) return;
      if (event.key === "ArrowLeft") go(-1);
      if (event.key === "ArrowRight") go(1);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });
}
