import { useState } from "react";
import { type ImageView } from "#core/api/views.ts";
import { maxFileNameLength } from "#core/limits/limits.ts";
import { useUpdateImages } from "#src/backend/listings.ts";
import { NameSheet } from "#src/design/name-sheet.tsx";
import { toast } from "#src/design/toast.tsx";
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
  return (
    <NameSheet
      title={listingWords.rename}
      label={listingWords.photoName}
      present={image.fileName}
      maxLength={maxFileNameLength}
      isBusy={isBusy}
      error={failure}
      submit={listingWords.save}
      onName={(name) => void rename(name)}
      onClose={onClose}
    />
  );
}
