import * as z from "zod/mini";

/** DESIGN.md section 9, in the order of their precedence. */
const groups = ["ADMINS", "CREATORS", "VIEWERS"] as const;
export const group = z.enum(groups);
export type Group = z.infer<typeof group>;

/** A code sent by mail, kept as its hash. */
const sentCode = z.object({ hash: z.string(), expiresAtMs: z.number(), wrongAnswers: z.number() });
export type SentCode = z.infer<typeof sentCode>;

/** One sign-in: every token made from it carries its id as `origin_jti`, and ends with it. */
const session = z.object({
  originJti: z.string(),
  refreshHash: z.string(),
  authTimeSeconds: z.number(),
  expiresAtMs: z.number(),
});
export type Session = z.infer<typeof session>;

/** What is kept of one person, as one file. Never a password: only what SRP can check one with. Times in ms since 1970. */
export const storedUser = z.object({
  sub: z.uuid(),
  /** Lower case; with `email` as the pool's username attribute it signs in and is unique. */
  email: z.string(),
  attributes: z.record(z.string(), z.string()),
  salt: z.string(),
  verifier: z.string(),
  status: z.enum(["UNCONFIRMED", "CONFIRMED"]),
  groups: z.array(group),
  sessions: z.array(session),
  signUpCode: z.optional(sentCode),
  resetCode: z.optional(sentCode),
  /** A new address on trial: it takes the old one's place once its code comes back. */
  emailChange: z.optional(z.object({ email: z.string(), code: sentCode })),
  /** When codes were sent in the last hour. */
  codesSentAtMs: z.array(z.number()),
  failedPasswords: z.object({ count: z.number(), lastAtMs: z.number() }),
  createdAtMs: z.number(),
  updatedAtMs: z.number(),
});
export type User = z.infer<typeof storedUser>;
