import { useId, useState } from "react";
import { useLocation } from "wouter";
import { type ImageView } from "#core/api/views.ts";
import { Button } from "#src/design/button.tsx";
import { PhotoFrame } from "#src/design/photo-frame.tsx";
import { Sheet } from "#src/design/sheet.tsx";
import { photoWords } from "#src/photo-words.ts";
import { theOriginal, type Version, versionAddress } from "./versions.ts";

/** Any two versions of a photo, chosen by their pictures, side by side under the slider. */
export function CompareTwo({
  image,
  versions,
  shown,
  onClose,
}: {
  readonly image: ImageView;
  readonly versions: readonly Version[];
  /** The one on screen: the right side, to begin with. */
  readonly shown: Version["key"];
  readonly onClose: () => void;
}) {
  const [, navigate] = useLocation();
  const finished = versions.filter(({ url }) => url !== undefined);
  const other = finished.find(({ key }) => key !== shown && key !== theOriginal)?.key ?? theOriginal;
  const [left, setLeft] = useState<Version["key"]>(shown === theOriginal ? theOriginal : other);
  const [right, setRight] = useState<Version["key"]>(shown === theOriginal ? other : shown);
  return (
    <Sheet title={photoWords.compareTwo} onClose={onClose}>
      <div className="form">
        <Side legend={photoWords.left} versions={finished} value={left} onChange={setLeft} />
        <Side legend={photoWords.right} versions={finished} value={right} onChange={setRight} />
        <Button
          look="main"
          wide
          disabled={left === right}
          onClick={() => {
            onClose();
            navigate(versionAddress(image, right, left), { replace: true });
            window.scrollTo(0, 0);
          }}
        >
          {photoWords.compareNow}
        </Button>
      </div>
    </Sheet>
  );
}

function Side({
  legend,
  versions,
  value,
  onChange,
}: {
  readonly legend: string;
  readonly versions: readonly Version[];
  readonly value: Version["key"];
  readonly onChange: (key: Version["key"]) => void;
}) {
  const name = useId();
  return (
    <fieldset className="compare-side">
      <legend className="legend">{legend}</legend>
      {versions.map((one) => (
        <label key={one.key} className="compare-choice">
          <input type="radio" name={name} checked={one.key === value} onChange={() => onChange(one.key)} />
          <PhotoFrame src={one.thumbUrl} alt="" className="film-photo" />
          <span>{one.name}</span>
        </label>
      ))}
    </fieldset>
  );
}
