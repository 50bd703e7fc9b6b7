import { Image as ImageIcon, Pencil, Tag } from "lucide-react";
import { Button } from "#src/design/button.tsx";
import { Sheet } from "#src/design/sheet.tsx";
import { listingWords } from "#src/listing-words.ts";

/** What one does less often with selected photos. Two of it are for one photo alone. */
export function MoreSheet({
  title,
  onRoom,
  onRename,
  onCover,
  onClose,
}: {
  readonly title: string;
  readonly onRoom: () => void;
  readonly onRename: (() => void) | undefined;
  readonly onCover: (() => void) | undefined;
  readonly onClose: () => void;
}) {
  return (
    <Sheet title={title} onClose={onClose}>
      <div className="stack">
        <Button wide onClick={onRoom}>
          <Tag aria-hidden />
          {listingWords.selection.room}
        </Button>
        {onRename && (
          <Button wide onClick={onRename}>
            <Pencil aria-hidden />
            {listingWords.selection.rename}
          </Button>
        )}
        {onCover && (
          <Button wide onClick={onCover}>
            <ImageIcon aria-hidden />
            {listingWords.selection.cover}
          </Button>
        )}
      </div>
    </Sheet>
  );
}
