import { useEffect, useState } from "react";

/**
 * The address to show of two copies of one picture: the small one at once, the large one as soon as all of it is there.
 * The large one is asked for after the small one has come, so that on a thin line the small one has it to itself.
 */
export function useSharpest(small: string | undefined, large: string | undefined): string | undefined {
  const [ready, setReady] = useState<string>();
  useEffect(() => {
    if (small === undefined || large === undefined || ready === large) return;
    let isGone = false;
    const load = async (): Promise<void> => {
      await decoded(small);
      if (!isGone) await decoded(large);
      if (!isGone) setReady(large);
    };
    load().catch(reportError);
    return () => {
      isGone = true;
    };
  }, [small, large, ready]);
  return small === undefined || ready === large ? large : small;
}

/** One that would not come is for the frame that shows it to say. */
async function decoded(url: string): Promise<void> {
  const image = new Image();
  image.src = url;
  await image.decode().catch(() => undefined);
}
