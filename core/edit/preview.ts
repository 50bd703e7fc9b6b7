import { type EditStatus } from "./edit.ts";

const previewActions = ["accept", "regenerate", "cancel", "delete", "download", "edit-again"] as const;
export type PreviewAction = (typeof previewActions)[number];

const actions: Readonly<Record<EditStatus, readonly PreviewAction[]>> = {
  pending: ["cancel"],
  processing: ["cancel"],
  preview: ["accept", "regenerate", "cancel"],
  completed: ["regenerate", "delete", "download", "edit-again"],
  failed: ["regenerate", "delete"],
  corrupted: ["delete"],
};

/** What a person may do with an edit in this state. The screen draws these; the backend refuses the others. */
export const actionsOf = (status: EditStatus): readonly PreviewAction[] => actions[status];
export const mayDo = (status: EditStatus, action: PreviewAction): boolean => actions[status].includes(action);
