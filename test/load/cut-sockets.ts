import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type EditStatus, isWaiting } from "#core/edit/edit.ts";
import { type EditId, type ImageId, requestId } from "#core/ids.ts";
import { type Call, Refused } from "#local/cli/api.ts";
import { type Person } from "#test/load/people.ts";
import { type Heard, openPhone, type Phone } from "#test/load/phone.ts";

export interface Working extends Person {
  readonly call: Call;
  readonly imageId: ImageId;
}

export interface CutResult {
  readonly phones: number;
  readonly cut: number;
  /** Phones that show something else than the server has. */
  readonly wrong: number;
}

/** As src/backend/catch-up.ts has it. */
const overlapMs = 10_000;

/**
 * Opens this many phones, asks for an edit for everybody, cuts half of the phones at random meanwhile, and at the end
 * holds what each phone shows against what the server has. Each phone does what the app does: it asks what it heard of,
 * and what it may have missed as soon as it hears again.
 */
export async function cutHalf(
  url: string,
  people: readonly Working[],
  count: number,
  heard: Heard,
  chance: () => number,
): Promise<CutResult> {
  const shown = Array.from({ length: count }, () => new Map<EditId, string>());
  const asking = new Set<Promise<void>>();
  const noting = (work: () => Promise<void>): void => {
    const noted = inTheEnd(work).finally(() => asking.delete(noted));
    asking.add(noted);
  };
  const owner = (n: number): Working => {
    const person = people[n % people.length];
    if (person === undefined) throw new RangeError("nobody is there");
    return person;
  };
  const phones = shown.map((view, n): Phone => {
    const person = owner(n);
    let newest = "";
    const learn = ({ editId, status, updatedAt }: Known): void => {
      view.set(editId, status);
      if (updatedAt > newest) newest = updatedAt;
    };
    const catchUp = async (): Promise<void> => {
      const updatedSince = newest === "" ? undefined : new Date(Date.parse(newest) - overlapMs).toISOString();
      for (const edit of await allEdits(person.call, updatedSince)) learn(edit);
    };
    return openPhone(url, person, heard, {
      onLive: () => noting(catchUp),
      onEvent: ({ editId }) => {
        if (!editId) return;
        noting(async () => {
          const { edit } = await person.call("getEdit", { editId });
          if (edit) learn(edit);
        });
      },
    });
  });
  const allLive = () => until(() => phones.every((phone) => phone.state() === "live"));
  await allLive();

  const asked = Promise.all(people.map(askForAnEdit));
  const unlucky = phones
    .map((phone) => ({ phone, at: chance() }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, Math.floor(count / 2));
  for (const { phone } of unlucky) {
    await pause(4);
    phone.cut();
  }
  await asked;
  for (const { call } of people)
    await untilAsync(async () =>
      (await inTheEnd(() => allEdits(call))).every(({ status }) => !isWaiting(status)),
    );
  await allLive();
  await until(() => asking.size === 0);

  let wrong = 0;
  for (const [at, person] of people.entries()) {
    const there = new Map(
      (await inTheEnd(() => allEdits(person.call))).map(({ editId, status }) => [editId, status]),
    );
    for (let n = at; n < count; n += people.length) {
      const view = shown[n] ?? new Map<EditId, string>();
      const isSame =
        view.size === there.size && [...there].every(([editId, status]) => view.get(editId) === status);
      if (!isSame) wrong += 1;
    }
  }
  for (const phone of phones) phone.close();
  return { phones: count, cut: unlucky.length, wrong };
}

interface Known {
  readonly editId: EditId;
  readonly status: EditStatus;
  readonly updatedAt: string;
}

async function allEdits(call: Call, updatedSince?: string): Promise<readonly Known[]> {
  const found: Known[] = [];
  for (let nextToken: string | null | undefined; ;) {
    const page = await call("getEditHistory", { limit: 50, updatedSince, nextToken });
    found.push(...page.items);
    nextToken = page.nextToken;
    if (!nextToken) return found;
  }
}

async function askForAnEdit({ call, imageId }: Working): Promise<void> {
  const ask = {
    requestId: requestId.parse(randomUUID()),
    imageId,
    editType: "enhance",
    params: { autoAdjust: false, brightness: -10 },
  };
  await inTheEnd(async () => void (await call("requestEdit", ask)));
}

const patienceMs = 120_000;

/** Whoever gets no answer (a refusal is one) asks again, as the app does; five hundred at once keep a busy machine longer than one question may last. */
async function inTheEnd<T>(work: () => Promise<T>): Promise<T> {
  for (const late = Date.now() + patienceMs; ; await pause(1000))
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refused || Date.now() > late) throw error;
    }
}

const until = (isSo: () => boolean): Promise<void> => untilAsync(async () => isSo());

async function untilAsync(isSo: () => Promise<boolean>): Promise<void> {
  for (const late = Date.now() + patienceMs; !(await isSo()); await pause(250))
    if (Date.now() > late) throw new Error(`not so after ${patienceMs} ms`);
}
