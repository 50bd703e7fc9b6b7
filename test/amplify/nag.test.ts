import { describe, expect, it } from "vitest";

interface Finding {
  readonly rule: string;
  readonly at: string;
}
interface Allowed extends Finding {
  readonly reason: string;
}
type Review = (
  findings: readonly (Finding & { readonly says: string })[],
  list: readonly Allowed[],
) => {
  readonly explained: readonly Allowed[];
  readonly unexplained: readonly Finding[];
  readonly unused: readonly Allowed[];
};
// amplify/ is no project of this one, so the compiler is not shown the files.
const amplify = (file: string): Promise<unknown> =>
  import(new URL(`../../amplify/nag/${file}.ts`, import.meta.url).href);
const { review } = (await amplify("review")) as { readonly review: Review };
const { allowed } = (await amplify("allowed")) as { readonly allowed: readonly Allowed[] };

const finding = (rule: string, at: string) => ({ rule, at, says: "Something is open." });
const entry = (rule: string, at: string) => ({ rule, at, reason: "It has to be." });

describe("what cdk-nag finds", () => {
  it("is explained by an entry for its rule and its place, and by no other", () => {
    const list = [entry("S1", "storage/photos"), entry("S2", "storage/…")];
    const { explained, unexplained, unused } = review(
      [finding("S1", "storage/photos"), finding("S1", "storage/other"), finding("S3", "storage/photos")],
      list,
    );
    expect(explained).toEqual([{ ...finding("S1", "storage/photos"), reason: "It has to be." }]);
    expect(unexplained.map(({ rule, at }) => `${rule} ${at}`)).toEqual([
      "S1 storage/other",
      "S3 storage/photos",
    ]);
    expect(unused).toEqual([list[1]]);
  });

  it("is taken literally, an asterisk too: a right on everything is not a right on a room", () => {
    const list = [entry("IAM5[Resource::*]", "data/api")];
    const { unexplained } = review([finding("IAM5[Resource::bucket/uploads/*]", "data/api")], list);
    expect(unexplained).toHaveLength(1);
  });
});

describe("the reviewed list", () => {
  it("has a reason for every entry", () => {
    expect(allowed.filter(({ reason }) => reason.length < 15)).toEqual([]);
  });

  it("lets nothing of ours have rights on everything but X-Ray, which the backend's tests hold it to", () => {
    const wide = allowed.filter(({ rule }) => rule.includes("IAM5[Resource::*]"));
    for (const { at } of wide) expect(at).toMatch(/-role\/DefaultPolicy\/Resource$/);
  });
});
