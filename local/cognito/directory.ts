import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeDir, temporarySuffix, writeAtomically } from "#local/files.ts";
import { storedUser, type User } from "./user.ts";

/** Everybody in the pool: all in memory, each person in one file, on disk before an answer leaves. */
export interface Directory {
  /** By e-mail (any case) or by `sub`. */
  find(username: string): User | undefined;
  save(user: User): void;
  remove(user: User): void;
  all(): readonly User[];
}

/** Throws, naming the file, when one was damaged from outside: starting without that person would lose them. */
export function openDirectory(dataDir: string): Directory {
  const folder = makeDir(join(dataDir, "users"));
  const bySub = new Map<string, User>();
  const subByEmail = new Map<string, string>();
  const remember = (user: User): void => {
    const before = bySub.get(user.sub);
    if (before !== undefined && before.email !== user.email) subByEmail.delete(before.email);
    bySub.set(user.sub, user);
    subByEmail.set(user.email, user.sub);
  };
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    // A draft whose rename never came: the save it belonged to was never answered.
    if (name.endsWith(temporarySuffix)) rmSync(path, { force: true });
    else if (name.endsWith(".json")) remember(readUser(path));
  }
  return {
    find: (username) => bySub.get(username) ?? bySub.get(subByEmail.get(username.toLowerCase()) ?? ""),
    save(user) {
      writeAtomically(join(folder, `${user.sub}.json`), JSON.stringify(user), { durable: true });
      remember(user);
    },
    remove(user) {
      rmSync(join(folder, `${user.sub}.json`), { force: true });
      bySub.delete(user.sub);
      subByEmail.delete(user.email);
    },
    all: () => [...bySub.values()],
  };
}

function readUser(path: string): User {
  try {
    return storedUser.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    throw new Error(`${path} is not a user this version can read`, { cause: error });
  }
}
