import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeDir, writeAtomically } from "#local/files.ts";

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly code: string;
  readonly text: string;
  readonly sentAt: string;
}

/** The letters Cognito would send. Here they become a text file, the last 100 of them, and a line on the console. */
export interface Outbox {
  send(mail: Omit<Mail, "sentAt">): void;
  /** Newest first. */
  sentTo(email: string): readonly Mail[];
}

const kept = 100;

/** @param print gets one line for each letter */
export function openOutbox(dataDir: string, now: () => number, print: (line: string) => void): Outbox {
  const folder = makeDir(join(dataDir, "mail"));
  const names = (): string[] =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".txt"))
      .toSorted();
  let lastMs = 0;
  return {
    send(mail) {
      // Two letters of one millisecond still sort in the order they were sent.
      lastMs = Math.max(now(), lastMs + 1);
      const name = `${String(lastMs).padStart(14, "0")}-${randomBytes(4).toString("hex")}.txt`;
      writeAtomically(join(folder, name), written({ ...mail, sentAt: new Date(now()).toISOString() }), {
        durable: false,
      });
      print(`Mail to ${mail.to}: ${mail.subject}: ${mail.code}`);
      for (const old of names().slice(0, -kept)) rmSync(join(folder, old), { force: true });
    },
    sentTo: (email) =>
      names()
        .toReversed()
        .flatMap((name) => readMail(readFileSync(join(folder, name), "utf8")))
        .filter((mail) => mail.to === email.toLowerCase()),
  };
}

const written = (mail: Mail): string =>
  `To: ${mail.to}\nSubject: ${mail.subject}\nDate: ${mail.sentAt}\nX-Code: ${mail.code}\n\n${mail.text}\n`;

const header = /^To: (.*)\nSubject: (.*)\nDate: (.*)\nX-Code: (.*)\n\n([\s\S]*)\n$/;

function readMail(file: string): Mail[] {
  const [, to, subject, sentAt, code, text] = header.exec(file) ?? [];
  if (
    to === undefined ||
    subject === undefined ||
    sentAt === undefined ||
    code === undefined ||
    text === undefined
  )
    return [];
  return [{ to, subject, sentAt, code, text }];
}
