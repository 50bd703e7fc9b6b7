import { useActivity } from "#src/backend/queries.ts";

export type EditState = "working" | "look" | "edited";
const rank: readonly EditState[] = ["working", "look", "edited"];

/** What the edits of each photo are up to, for the badges; and how many wait to be looked at. */
export function useEditStates() {
  const edits = useActivity().data?.pages.flatMap(({ items }) => items) ?? [];
  const states = new Map<string, EditState>();
  let toLookAt = 0;
  for (const { imageId, status } of edits) {
    const state = editState(status);
    if (state === "look") toLookAt += 1;
    const known = states.get(imageId);
    if (state !== undefined && (known === undefined || rank.indexOf(state) < rank.indexOf(known)))
      states.set(imageId, state);
  }
  return { get: (image: string) => states.get(image), toLookAt };
}

function editState(status: string): EditState | undefined {
  if (status === "pending" || status === "processing") return "working";
  if (status === "preview") return "look";
  return status === "completed" ? "edited" : undefined;
}
