import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listingName, roomNames } from "#core/listing/listing.ts";
import { roomOf, shotList, usualRooms } from "#core/listing/shot-list.ts";
import { anAnalysis } from "#test/functions/fakes/paper-studio.ts";

const aShot = (more: object = {}) => ({ fileName: "IMG_1.jpg", ...more });

describe("the room of a photo", () => {
  it("is what its owner says, then what its name says, then what was seen", () => {
    const analysis = anAnalysis({ roomType: "kitchen" });
    expect(roomOf(aShot({ room: "Attic", fileName: "Bedroom 1.jpg", analysis }), usualRooms)).toBe("Attic");
    expect(roomOf(aShot({ fileName: "bedroom 1.jpg", analysis }), usualRooms)).toBe("Bedroom");
    expect(roomOf(aShot({ analysis }), usualRooms)).toBe("Kitchen");
    expect(roomOf(aShot({ analysis: anAnalysis({ scene: "exterior", roomType: "none" }) }), [])).toBe(
      "Front",
    );
    expect(roomOf(aShot({ analysis: anAnalysis({ roomType: "other" }) }), [])).toBeUndefined();
    expect(roomOf(aShot(), usualRooms)).toBeUndefined();
  });

  it("is named by whole words, and by the longest name that fits", () => {
    expect(roomOf(aShot({ fileName: "Bedrooms.jpg" }), ["Bedroom"])).toBeUndefined();
    expect(roomOf(aShot({ fileName: "Bathroom upstairs 2.jpg" }), ["Bathroom", "Bathroom upstairs"])).toBe(
      "Bathroom upstairs",
    );
    expect(roomOf(aShot({ fileName: "Küchenzeile.jpg" }), ["Küche"])).toBeUndefined();
  });
});

describe("a shot list", () => {
  const rooms = fc.uniqueArray(fc.constantFrom("Front", "Kitchen", "Bath", "Attic", "Cellar"));

  it("has every room once, in its order, and counts every photo of one of them once", () => {
    fc.assert(
      fc.property(rooms, fc.array(fc.constantFrom("front", "KITCHEN", "Pool", "")), (list, of) => {
        const images = of.map((room) => aShot({ room }));
        const found = shotList(list, images);
        expect(found.map(({ room }) => room)).toEqual(list);
        const known = of.filter((room) => list.some((each) => each.toLowerCase() === room.toLowerCase()));
        expect(found.reduce((sum, { shots }) => sum + shots, 0)).toBe(known.length);
      }),
    );
  });
});

describe("what a listing may be called", () => {
  it.each(["", "   ", "x".repeat(121)])("refuses %j", (name) => {
    expect(listingName.safeParse(name).success).toBe(false);
  });
  it("takes 120 characters, and none around them", () => {
    expect(listingName.parse(`  ${"x".repeat(120)} `)).toBe("x".repeat(120));
  });
  it.each([
    [["Bath", "bath"]],
    [["Bath", " Bath "]],
    [[""]],
    [["x".repeat(61)]],
    [Array.from({ length: 41 }, (_, n) => `Room ${n}`)],
  ])("refuses the rooms %j", (rooms) => {
    expect(roomNames.safeParse(rooms).success).toBe(false);
  });
  it("takes the usual rooms", () => {
    expect(roomNames.parse([...usualRooms])).toEqual(usualRooms);
  });
});
