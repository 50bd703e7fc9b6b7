import { describe, expect, it } from "vitest";
import { userId } from "#core/ids.ts";
import { openSession, type User } from "#src/backend/session.ts";
import { forgetScreens, keptScreenAt, keyOfScreen, type KeptScreen } from "#src/boot/kept-screen.ts";
import { memoryStorage } from "../memory-storage.ts";

const here = { pathname: "/p/7", search: "?do=enhance" };
const look = "one";
const ann: User = { userId: userId.parse("018f3c6e-0000-7000-8000-000000000001"), email: "ann@example.org" };
const bob: User = { userId: userId.parse("018f3c6e-0000-7000-8000-000000000002"), email: "bob@example.org" };

/** A phone on which Ann has seen a form. */
function phone(): Storage {
  const storage = memoryStorage();
  openSession(storage).set({ state: "signed-in", user: ann });
  const kept: KeptScreen = { owner: ann.userId, look, keptAtMs: 1, content: [["h1", {}, ["Hall"]]] };
  storage.setItem(keyOfScreen(here) ?? "", JSON.stringify(kept));
  return storage;
}

describe("what a screen showed last", () => {
  it("is known at its own address, in the same look, and nowhere else", () => {
    expect(keptScreenAt(phone(), here, look)?.content).toEqual([["h1", {}, ["Hall"]]]);
    expect(keptScreenAt(phone(), { ...here, search: "" }, look)).toBeUndefined();
    expect(keptScreenAt(phone(), { ...here, pathname: "/" }, look)).toBeUndefined();
    expect(keptScreenAt(phone(), here, "two")).toBeUndefined();
  });

  it("is never shown to another person, nor while nobody is signed in", () => {
    const storage = phone();
    const session = openSession(storage);
    session.set({ state: "signed-in", user: bob });
    expect(keptScreenAt(storage, here, look)).toBeUndefined();
    session.set({ state: "signed-out" });
    expect(keptScreenAt(storage, here, look)).toBeUndefined();
  });

  it("is not there for a phone that holds no user, whatever it names as its owner", () => {
    const storage = memoryStorage();
    for (const owner of [undefined, null, ""])
      for (const user of ["null", "{}", `{"userId":null}`, "nonsense"]) {
        storage.setItem(keyOfScreen(here) ?? "", JSON.stringify({ owner, look, keptAtMs: 1, content: [] }));
        storage.setItem("reimagine.user", user);
        expect(keptScreenAt(storage, here, look)).toBeUndefined();
      }
  });

  it("is forgotten whole, and nothing else with it", () => {
    const storage = phone();
    forgetScreens(storage);
    expect(keptScreenAt(storage, here, look)).toBeUndefined();
    expect(storage).toHaveLength(1);
  });

  it("is nothing where the storage holds nonsense", () => {
    for (const text of ["", "{", "3", "null", "[]", `{"content":5}`]) {
      const storage = phone();
      storage.setItem(keyOfScreen(here) ?? "", text);
      expect(keptScreenAt(storage, here, look)).toBeUndefined();
    }
  });

  it("is kept for grids, photos and forms, not for a camera, a mask or the settings", () => {
    const isKept = (pathname: string): boolean => keyOfScreen({ pathname, search: "" }) !== undefined;
    expect(["/", "/l/1", "/p/1"].every(isKept)).toBe(true);
    expect(["/capture", "/p/1/mask", "/settings", "/sign-in", "/batch/1"].some(isKept)).toBe(false);
  });
});
