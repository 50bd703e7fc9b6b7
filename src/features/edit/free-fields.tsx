import { maskAddress } from "#src/features/mask/mask-address.ts";
import { formWords } from "#src/form-words.ts";
import { Described } from "./described.tsx";
import { type FieldsProps } from "./fields-props.ts";
import { MarkPlace } from "./mark-place.tsx";

/** Words of one's own, and a place on the photo where they hold. */
export function FreeFields({ image, on, again, value, onChange }: FieldsProps<"free-edit">) {
  return (
    <>
      <Described
        label={formWords.prompt}
        value={value.prompt}
        placeholder={formWords.prompts[0]}
        examples={formWords.prompts}
        onChange={(prompt) => onChange({ ...value, prompt })}
        onExample={(prompt) => onChange({ ...value, prompt })}
      />
      <MarkPlace
        href={maskAddress(image.imageId, "free-edit", on?.editId, again?.editId)}
        marks={value.marks}
        label={formWords.markPlace}
        why={formWords.markPlaceWhy}
        onClear={() => onChange({ ...value, marks: [] })}
      />
    </>
  );
}
