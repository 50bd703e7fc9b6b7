import { region } from "#local/config.ts";
import { type Directory } from "./directory.ts";
import { type Outbox } from "./mail.ts";
import { type SigningKey } from "./signing-key.ts";
import { type SrpChallenge } from "./srp.ts";

/** Everything the actions of one user pool work on. */
export interface Pool {
  readonly directory: Directory;
  readonly outbox: Outbox;
  readonly key: SigningKey;
  /** Challenges given out and not yet answered, by secret block; lost on a restart, when the client asks again. */
  readonly challenges: Map<string, OpenChallenge>;
  /** Wrong passwords for names nobody has, so that they lock like the others. */
  readonly strangers: Map<string, { readonly count: number; readonly lastAtMs: number }>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface OpenChallenge {
  readonly srp: SrpChallenge;
  /** As typed; what failed attempts are counted under when nobody has that name. */
  readonly username: string;
  readonly expiresAtMs: number;
}

/** The part after "_" goes into every SRP verifier: changing it makes every stored password useless. */
export const poolName = "Reimagine";
export const poolId = `${region}_${poolName}`;
export const clientId = "reimaginelocalwebclient000";
/** As AWS writes it, so that tokens stay good when the port moves and aws-jwt-verify accepts them unchanged. */
export const issuer = `https://cognito-idp.${region}.amazonaws.com/${poolId}`;
