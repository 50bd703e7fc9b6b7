import { useState } from "react";
import { type ImageView } from "#core/api/views.ts";
import { usualRooms } from "#core/listing/shot-list.ts";
import { useUpdateImages } from "#src/backend/listings.ts";
import { explain } from "#src/backend/trouble.ts";
import { Button } from "#src/design/button.tsx";
import { Sheet } from "#src/design/sheet.tsx";
import { toast } from "#src/design/toast.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { listingWords } from "#src/listing-words.ts";

/** Says which room photos show, where neither their names nor what was seen in them did. */
export function RoomSheet({
  images,
  rooms = usualRooms,
  onDone,
  onClose,
}: {
  readonly images: readonly ImageView[];
  readonly rooms: readonly string[] | undefined;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const update = useUpdateImages();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const say = async (room: string): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      await update(
        images.map(({ imageId }) => imageId),
        { room },
      );
      toast({ text: listingWords.roomed(images.length, room === "" ? listingWords.noRoom : room) });
      onDone();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <Sheet title={listingWords.roomTitle(images.length)} onClose={onClose}>
      {failure !== undefined && <TroubleBox trouble={explain(failure)} />}
      <div className="chips">
        {rooms.map((room) => (
          <Button
            key={room}
            className="chip"
            aria-pressed={images.every((image) => image.room === room)}
            disabled={isBusy}
            onClick={() => void say(room)}
          >
            {room}
          </Button>
        ))}
        <Button className="chip" look="plain" disabled={isBusy} onClick={() => void say("")}>
          {listingWords.noRoom}
        </Button>
      </div>
    </Sheet>
  );
}
