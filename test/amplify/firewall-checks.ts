import { expect, it } from "vitest";
import { at, type Backend, type Json, listOf, only } from "./synthesis.ts";

/** Who asks too often is stopped. */
export function checkFirewall(backend: () => Backend): void {
  const firewalls = () => backend().of("AWS::WAFv2::WebACL");
  const ofApi = () => only(firewalls().filter(({ properties }) => properties["Scope"] === "REGIONAL"));
  const rates = (): readonly (Json | undefined)[] =>
    listOf(ofApi().properties["Rules"]).map((rule) => at(rule, "Statement", "RateBasedStatement"));

  it("stands before the API", () => {
    const { properties } = backend().one("AWS::WAFv2::WebACLAssociation");
    expect(JSON.stringify(properties["WebACLArn"])).toContain("ApiFirewall");
    expect(JSON.stringify(properties["ResourceArn"])).toContain("GraphQLAPI");
  });

  it("counts a person by the token and an address by itself, over five minutes, and blocks", () => {
    expect(rates()).toHaveLength(3);
    for (const rate of rates()) expect(rate).toMatchObject({ EvaluationWindowSec: 300 });
    for (const rule of listOf(ofApi().properties["Rules"])) expect(at(rule, "Action")).toEqual({ Block: {} });
    expect(at(rates()[0], "CustomKeys", 0, "Header", "Name")).toBe("authorization");
    expect(at(rates()[1], "AggregateKeyType")).toBe("IP");
  });

  it("counts workers apart, who all come from a few addresses", () => {
    const isSigned = (rate: Json | undefined): string => JSON.stringify(at(rate, "ScopeDownStatement"));
    const [person, address, worker] = rates();
    for (const rate of [person, address])
      expect(isSigned(rate)).toMatch(/^\{"NotStatement".*AWS4-HMAC-SHA256/);
    expect(isSigned(worker)).toMatch(/^\{"ByteMatchStatement".*AWS4-HMAC-SHA256/);
  });

  it("shows nobody's token in samples", () => {
    for (const { properties } of firewalls())
      expect(JSON.stringify(properties)).not.toContain('"SampledRequestsEnabled":true');
  });

  it("of the distribution is made only where CloudFront takes it", () => {
    const edge = only(firewalls().filter(({ properties }) => properties["Scope"] === "CLOUDFRONT"));
    expect(edge.condition).toBe("IsEdgeRegion");
    const { properties } = backend().one("AWS::CloudFront::Distribution");
    expect(at(properties["DistributionConfig"], "WebACLId", "Fn::If", 0)).toBe("IsEdgeRegion");
    expect(at(properties["DistributionConfig"], "WebACLId", "Fn::If", 2)).toEqual({ Ref: "AWS::NoValue" });
  });
}
