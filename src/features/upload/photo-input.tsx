import { type Ref } from "react";

const accepted = "image/jpeg,image/png,image/webp,image/heic,image/heif,image/*";

/** The system's own way to a photo, opened by a button beside it: its camera, or its gallery and files. */
export function PhotoInput({
  from,
  onFiles,
  ref,
}: {
  readonly from: "camera" | "gallery";
  readonly onFiles: (files: readonly File[]) => void;
  readonly ref: Ref<HTMLInputElement>;
}) {
  const isCamera = from === "camera";
  return (
    <input
      ref={ref}
      type="file"
      accept={isCamera ? "image/*" : accepted}
      {...(isCamera ? { capture: "environment" as const } : { multiple: true })}
      hidden
      onChange={({ currentTarget }) => {
        onFiles([...(currentTarget.files ?? [])]);
        // The same photo may be picked again.
        currentTarget.value = "";
      }}
    />
  );
}
