import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OperationName, operations } from "#core/api/operations.ts";
import { problemView } from "#core/api/problem-view.ts";
import { editTypes } from "#core/edit/edit-type.ts";
import { type ImageId } from "#core/ids.ts";
import { maxDescriptionLength, maxFileNameLength } from "#core/limits/limits.ts";
import {
  anEdit,
  type Answer,
  anUpload,
  type IsolationCloud,
  isolationCloud,
  type Person,
} from "#test/contract/isolation-cloud.ts";

/** Stands in everything that is sent, so that the logs can be searched for it. */
const marker = "Zaphod-Secret-4711";

let world: IsolationCloud;
/** Several, so that the allowances last. */
let people: readonly Person[];
let owner: Person;
let imageId: ImageId;
beforeAll(async () => {
  world = await isolationCloud({ owner: [], one: [], two: [], three: [] });
  owner = await world.signIn("owner");
  people = [await world.signIn("one"), await world.signIn("two"), await world.signIn("three")];
  imageId = await world.aReadyImage(owner);
}, 240_000);
afterAll(() => world?.stop());

const nasty = fc.constantFrom(
  ...[
    ["../../etc/passwd", "..\\..\\boot.ini", "C:\\con", "/", ".", "..", "~", "%2e%2e%2f", "a\u0000b.jpg"],
    [
      "<img src=x onerror=alert(1)>",
      "<script>alert(1)</script>.jpg",
      "javascript:alert(1)",
      '"><svg/onload=1>',
    ],
    ["\r\nSet-Cookie: a=b", 'a"; filename="b.exe', "a;b", "%0d%0aX: y", "${filename}", "$(reboot)", "`id`"],
    [
      "\u202Egpj.exe",
      "\u2066kitchen\u2069",
      "👩‍👩‍👧‍👦".repeat(20),
      "e\u0301".repeat(100),
      "\uFEFF",
      "\uFFFF",
      "\u200B",
    ],
    [
      "__proto__",
      "constructor",
      "prototype",
      "toString",
      "null",
      "undefined",
      "NaN",
      "{}",
      "[object Object]",
    ],
    [
      "'; DROP TABLE edits; --",
      "{{7*7}}",
      "#{7*7}",
      "A".repeat(maxFileNameLength),
      "ß".repeat(maxFileNameLength),
    ],
  ].flat(),
);
const text = fc.oneof(
  nasty,
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc.string({ maxLength: 2000 }),
);

/** Half a character becomes the replacement character on its way into a database. */
const asUtf8 = (words: string): string => Buffer.from(words).toString();

const anyone = (at: number): Person => people[at % people.length] ?? owner;

/** What an answer is that is neither what was asked for nor a problem in words of a sane length. */
function wrong(name: OperationName, { status, body, text: said }: Answer): string | undefined {
  const output = operations[name].output.safeParse(body.data?.[name]);
  if (status !== 200 || body.errors || !output.success) return `${name}: ${status} ${said.slice(0, 500)}`;
  if (!output.data.problem) return undefined;
  const { message, remedy, field } = problemView.parse(output.data.problem);
  const length = `${message} ${remedy} ${field ?? ""}`.length;
  return length < 1000 ? undefined : `${name}: a problem of ${length} characters`;
}

describe("file names", () => {
  it("are kept as they are or refused in words, whatever they are", async () => {
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(text, async (fileName) => {
        const person = anyone(turn++);
        const answer = await world.call("createUpload", { ...anUpload(), fileName }, person.accessToken);
        expect(wrong("createUpload", answer)).toBeUndefined();
        const { image, post, problem } = operations.createUpload.output.parse(
          answer.body.data?.["createUpload"],
        );
        const fits = fileName.length >= 1 && fileName.length <= maxFileNameLength;
        expect(problem?.kind).toBe(fits ? undefined : "invalid-params");
        if (!fits) return;
        expect(image?.fileName).toBe(asUtf8(fileName));
        // No part of a name ever gets into a key.
        expect(post?.fields["key"]).toBe(`uploads/${person.userId}/${image?.imageId}`);
      }),
      { numRuns: 120 },
    );
  });

  it("name a download that no file system and no header trips over", async () => {
    for (const fileName of [
      '../../a"\r\nX-Evil: 1;\u202Egpj.exe',
      "<script>\u0000</script>.jpg",
      "👩‍👩‍👧‍👦 Küche.JPG",
    ]) {
      const image = await world.aReadyImage(owner, { fileName });
      const { url, fileName: name } = await world.run(
        "getDownload",
        { imageId: image, format: "original" },
        owner,
      );
      expect(name).toMatch(/^[^\p{Cc}\p{Cf}/\\:*?"<>|;]+\.jpg$/u);
      const answer = await fetch(String(url));
      expect(answer.status).toBe(200);
      expect(answer.headers.get("x-evil")).toBeNull();
      expect(answer.headers.get("content-disposition")).toMatch(
        /^attachment; filename="[^"]+"; filename\*=UTF-8''[^;"]+$/,
      );
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      await answer.arrayBuffer();
    }
  });
});

describe("params", () => {
  const keys = fc.oneof(
    fc.constantFrom(
      "__proto__",
      "constructor",
      "maskData",
      "description",
      "style",
      "roomType",
      "objects",
      "autoAdjust",
    ),
    text,
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      tie("leaf"),
      fc.array(tie("tree"), { maxLength: 4 }),
      tie("object"),
    ),
    object: fc.dictionary(keys, tie("tree"), { maxKeys: 5 }),
    leaf: fc.oneof(
      text,
      fc.constantFrom(null, true, 1e308, -0, 2 ** 53, "iVBORw0KGgo", `iVBORw0KGgo${"A".repeat(2000)}`),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
  }));

  it("of any shape are refused in words, and are nobody's prototype", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constantFrom(...editTypes), text), tree, async (editType, params) => {
        const ask = {
          ...anEdit(imageId),
          editType,
          params: JSON.stringify({ ...Object(params), extra: marker }),
        };
        const answer = await world.call("requestEdit", ask, owner.accessToken);
        expect(wrong("requestEdit", answer)).toBeUndefined();
        const { problem } = operations.requestEdit.output.parse(answer.body.data?.["requestEdit"]);
        expect(problem?.kind).toBe("invalid-params");
      }),
      { numRuns: 150 },
    );
  });

  it("that are no object, or too much, are refused", async () => {
    const description = (length: number) => ({ description: "w".repeat(length) });
    const all: readonly (readonly [string, unknown])[] = [
      ["enhance", []],
      ["enhance", 7],
      ["enhance", "text"],
      ["enhance", { autoAdjust: true, brightness: 101 }],
      ["enhance", { autoAdjust: true, brightness: 0.5 }],
      ["enhance", { autoAdjust: "true" }],
      ["virtual-renovation", description(maxDescriptionLength + 1)],
      ["virtual-renovation", description(900_000)],
      ["virtual-renovation", { description: " \n\t " }],
      ["item-removal", { maskData: "iVBORw0KGgo=", objects: [] }],
      ["item-removal", { maskData: "A".repeat(900_000), objects: [] }],
      ["enhance", { autoAdjust: true, ["k".repeat(900_000)]: 1 }],
    ];
    for (const [editType, params] of all) {
      const ask = { ...anEdit(imageId), editType, params: JSON.stringify(params) };
      const answer = await world.call("requestEdit", ask, owner.accessToken);
      expect(wrong("requestEdit", answer)).toBeUndefined();
      expect(answer.body.data?.["requestEdit"]).toMatchObject({
        edit: null,
        problem: { kind: "invalid-params" },
      });
    }
  });

  it.each([100, 5_000, 200_000])("%i lists deep are refused and bring nothing down", async (depth) => {
    const params = `{"autoAdjust":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    const answer = await world.call("requestEdit", { ...anEdit(imageId), params }, owner.accessToken);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toMatch(/call stack|Lambda/i);
    const { problem } = Object(answer.body.data?.["requestEdit"] ?? { problem: answer.body.errors });
    expect(problem).toBeTruthy();
    expect(wrong("getImage", await world.call("getImage", { imageId }, owner.accessToken))).toBeUndefined();
  });

  it("larger than AppSync takes are refused before anybody reads them", async () => {
    const params = JSON.stringify({ description: "w".repeat(1_100_000) });
    const answer = await world.call("requestEdit", { ...anEdit(imageId), params }, owner.accessToken);
    expect(answer.status).toBe(413);
  });
});

describe("every operation", () => {
  // The table's keys are its operations' names.
  const names = Object.keys(operations) as readonly OperationName[];

  it.each(names)("%s answers any words in any of its variables", async (name) => {
    const faults: string[] = [];
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(text), async (words) => {
        const declared = [...operations[name].document.matchAll(/\$(\w+): \[?(\w+)/g)];
        const input = Object.fromEntries(
          declared.map(([, field = "", type]) => {
            const word = `${marker}${words.next().value}`;
            return [
              field,
              type === "Int"
                ? word.length
                : type === "Boolean"
                  ? word.length % 2 === 0
                  : type === "AWSJSON"
                    ? JSON.stringify(word)
                    : word,
            ];
          }),
        );
        const fault = wrong(name, await world.call(name, input, owner.accessToken));
        if (fault !== undefined) faults.push(fault);
      }),
      { numRuns: 12 },
    );
    expect(faults).toEqual([]);
  });

  it.each([2 ** 31, -(2 ** 31) - 1, 2 ** 60, 1e300, 0.5, "7", true])(
    "refuses %s where a whole number belongs",
    async (sizeBytes) => {
      const answer = await world.call("createUpload", { ...anUpload(), sizeBytes }, owner.accessToken);
      expect(answer.body.data ?? null).toBeNull();
      expect(answer.body.errors?.[0]?.message).toContain("sizeBytes");
      expect(answer.text).not.toContain("Lambda");
    },
  );

  it.each([
    "",
    "{",
    "null",
    "[]",
    '{"query":7}',
    '{"query":"{"}',
    '{"query":"{ __schema { types { name } } }"}',
  ])("a request of %j is refused", async (body) => {
    const answer = await fetch(`${world.cloud.awsUrl}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: owner.accessToken },
      body,
    });
    expect([200, 400]).toContain(answer.status);
    const said = await answer.text();
    expect(said).toContain('"errors"');
    expect(said).not.toMatch(/Lambda|node_modules|\.ts:/);
  });
});

describe("the logs", () => {
  it("hold nothing that anybody wrote, no token and no signed address", () => {
    const logs = world.logs();
    expect(logs).toContain('"operation":"requestEdit"');
    const secrets = [marker, owner.accessToken, owner.idToken, "people.example", "X-Amz-Signature", "eyJ"];
    for (const secret of [...secrets, "etc/passwd", "onerror", "kitchen.jpg"])
      expect(logs).not.toContain(secret);
    expect(logs).not.toContain('"level":"ERROR"');
  });
});
