import { useRef, useState } from "react";
import { useLocation } from "wouter";
import { useCreateListing } from "#src/backend/listings.ts";
import { newRequestId } from "#src/backend/request-id.ts";
import { explain, NoSignal } from "#src/backend/trouble.ts";
import { Button } from "#src/design/button.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { useAddPhotos } from "#src/features/upload/use-add-photos.ts";
import { listingWords } from "#src/listing-words.ts";

const { samples: words } = listingWords;

/** A home to try everything on, before there is a photo of one's own: it is sent like any photo. */
export function TrySample() {
  const create = useCreateListing();
  const add = useAddPhotos();
  const [, navigate] = useLocation();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const requestId = useRef(newRequestId());
  const begin = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      // Fetched first: a listing without its photos would be no sample.
      const files = await Promise.all(words.files.map(fetchFile));
      const { listingId } = await create.mutateAsync({
        requestId: requestId.current,
        name: words.name,
        rooms: [...words.rooms],
        isSample: true,
      });
      await add(files, { listingId });
      navigate(`/l/${listingId}`);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="try-sample">
      <Button wide disabled={isBusy} onClick={() => void begin()}>
        {isBusy ? words.adding : words.try}
      </Button>
      <p className="quiet small">{words.why}</p>
      {failure !== undefined && <TroubleBox trouble={explain(failure)} />}
    </div>
  );
}

async function fetchFile({ path, name }: { readonly path: string; readonly name: string }): Promise<File> {
  try {
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return new File([await answer.blob()], name, { type: "image/jpeg" });
  } catch (cause) {
    throw new NoSignal("A sample could not be fetched", { cause });
  }
}
