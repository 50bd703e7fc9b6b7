import { useState } from "react";

/**
 * What a query failed with, until it has an answer: one that never had any forgets its error while it is asked for again,
 * and a message that goes dark and comes back is no message. For one query: give the component a key.
 */
export function useLastingError(error: Error | null): Error | null {
  const [last, setLast] = useState(error);
  if (error !== null && error !== last) setLast(error);
  return error ?? last;
}
