import { useEffect } from "react";

/** The address of the grid one looked at last; undefined when one came by a link from elsewhere. */
let last: string | undefined;

/** This screen is a grid of photos at this address: a photo opened from it leads back to it. */
export function useAsGrid(address: string): void {
  useEffect(() => {
    last = address;
  }, [address]);
}

/** Where a photo leads back to: the grid it was opened from, or else the listing it belongs to, or else home. */
export function gridBehind(listing: string | null | undefined): string {
  const own = listing ? `/l/${listing}` : "/";
  return last === "/" || last === own ? last : own;
}
