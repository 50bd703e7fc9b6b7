import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeDir, readRecord, temporarySuffix, waitForDisk, writeAtomically } from "#local/files.ts";
import { message, type Message } from "#local/sqs/message.ts";

/** One file a message: a write is a rename, so a message is whole or absent after `kill -9`. */
export type MessageFiles = {
  /** In order of delivery. */
  readonly messages: readonly Message[];
  write(changed: Message, durability: { durable: boolean }): void;
  /** Resolves when what was last written of the message is on the disk. */
  onDisk(id: string): Promise<void>;
  remove(id: string): void;
};

export function openMessageFiles(dir: string): MessageFiles {
  makeDir(dir);
  const pathOf = (id: string): string => join(dir, `${id}.json`);

  const messages: Message[] = [];
  for (const name of readdirSync(dir)) {
    if (name.endsWith(temporarySuffix)) rmSync(join(dir, name), { force: true });
    if (!name.endsWith(".json")) continue;
    const found = readRecord(join(dir, name), message);
    if (found) messages.push(found);
  }
  messages.sort((a, b) => a.order - b.order);

  return {
    messages,
    write: (changed, { durable }) =>
      writeAtomically(pathOf(changed.id), JSON.stringify(changed), { durable }),
    onDisk: (id) => waitForDisk(pathOf(id)),
    remove: (id) => rmSync(pathOf(id), { force: true }),
  };
}
