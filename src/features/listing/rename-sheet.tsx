import { type SubmitEvent, useState } from "react";
import { type ImageView } from "#core/api/views.ts";
import { maxFileNameLength } from "#core/limits/limits.ts";
import { useUpdateImages } from "#src/backend/listings.ts";
import { explain } from "#src/backend/trouble.ts";
import { Button } from "#src/design/button.tsx";
import { Sheet } from "#src/design/sheet.tsx";
import { toast } from "#src/design/toast.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { listingWords } from "#src/listing-words.ts";

/** Gives one photo another name; downloads are called by it. */
export function RenameSheet({
  image,
  onDone,
  onClose,
}: {
  readonly image: ImageView;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const update = useUpdateImages();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const rename = async (fileName: string): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await update([image.imageId], { fileName });
      toast({ text: listingWords.renamed(fileName) });
      onDone();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fileName = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    if (fileName !== "") void rename(fileName);
  };
  return (
    <Sheet title={listingWords.rename} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <label className="field">
          {listingWords.photoName}
          <input
            name="name"
            required
            defaultValue={image.fileName}
            maxLength={maxFileNameLength}
            autoComplete="off"
            // The sheet is opened to type this.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
          />
        </label>
        {failure !== undefined && <TroubleBox trouble={explain(failure)} />}
        <Button look="main" wide type="submit" disabled={isBusy}>
          {listingWords.save}
        </Button>
      </form>
    </Sheet>
  );
}
