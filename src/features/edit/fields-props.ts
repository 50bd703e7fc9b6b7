import { type EditView, type ImageView } from "#core/api/views.ts";
import { type Draft } from "./draft.ts";

/** What the fields of one type of edit are given. */
export interface FieldsProps<T extends keyof Draft> {
  readonly image: ImageView;
  /** The edit that this one is made on; undefined on the original. */
  readonly on: EditView | undefined;
  /** The edit that is asked for again. */
  readonly again: EditView | undefined;
  readonly value: Draft[T];
  readonly onChange: (value: Draft[T]) => void;
}
