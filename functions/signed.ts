import { times } from "#core/limits/times.ts";
import { type Chance, type Clock, type GetPermit, type Objects } from "#functions/ports.ts";
import { retried } from "#functions/retried.ts";

export type Signing = { readonly objects: Objects; readonly clock: Clock; readonly chance: Chance };

/** An address to get an object from for an hour. seeds/000: tried again twice before it is given up. */
export const signedGet = (
  cloud: Signing,
  key: string,
  asked: Omit<GetPermit, "seconds"> = {},
): Promise<string> =>
  retried(cloud, 2, () => cloud.objects.presignGet(key, { seconds: times.presignedGetMs / 1000, ...asked }));
