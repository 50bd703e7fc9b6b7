import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keptToken } from "#src/backend/kept-token.ts";
import { memoryStorage } from "./memory-storage.ts";

const nowMs = 1_800_000_000_000;
const pool = "CognitoIdentityServiceProvider.client";

function tokenUntil(atMs: number): string {
  const payload = Buffer.from(JSON.stringify({ sub: "ü~?", exp: atMs / 1000 })).toString("base64url");
  return `head.${payload}.signature`;
}

/** What Amplify leaves of somebody who has signed in. */
function storageWith(token: string, driftMs = 0): Storage {
  const storage = memoryStorage();
  storage.setItem(`${pool}.LastAuthUser`, "ada@example.com");
  storage.setItem(`${pool}.ada@example.com.accessToken`, token);
  storage.setItem(`${pool}.ada@example.com.clockDrift`, String(driftMs));
  return storage;
}

describe("the token kept on this phone", () => {
  it("is taken as it is while it lives for a minute more by Cognito's clock, and no longer", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -7200, max: 7200 }),
        fc.integer({ min: -3600, max: 3600 }),
        (lives, drift) => {
          const token = tokenUntil(nowMs + lives * 1000);
          const found = keptToken(storageWith(token, drift * 1000), "client", nowMs);
          expect(found).toBe(lives - drift > 60 ? token : undefined);
        },
      ),
    );
  });

  it("is none where nobody has signed in, where it is another app's, or where it is no token", () => {
    expect(keptToken(memoryStorage(), "client", nowMs)).toBeUndefined();
    expect(keptToken(storageWith(tokenUntil(nowMs * 2)), "another", nowMs)).toBeUndefined();
    for (const broken of ["", "a.b.c", "a..c", `a.${Buffer.from("{}").toString("base64url")}.c`])
      expect(keptToken(storageWith(broken), "client", nowMs)).toBeUndefined();
  });
});
