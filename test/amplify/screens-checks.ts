import { expect, it } from "vitest";
import { screenCopyPatterns } from "#core/keys.ts";
import { at, type Backend, type Json, listOf, written } from "./synthesis.ts";

/** Working copies and thumbnails, and nothing else, through CloudFront. */
export function checkScreens(backend: () => Backend): void {
  const config = (): Json | undefined =>
    backend().one("AWS::CloudFront::Distribution").properties["DistributionConfig"];
  const behaviors = (): readonly Json[] => [
    ...listOf(at(config(), "DefaultCacheBehavior")),
    ...listOf(at(config(), "CacheBehaviors")),
  ];
  const photosPolicy = (): readonly Json[] =>
    backend()
      .of("AWS::S3::BucketPolicy")
      .filter(({ path }) => path.includes("/storage/"))
      .flatMap(({ properties }) => listOf(at(properties, "PolicyDocument", "Statement")));

  it("asks for TLS and for our signature at every path", () => {
    expect(behaviors().length).toBeGreaterThan(1);
    for (const behavior of behaviors()) {
      expect(behavior).toMatchObject({
        ViewerProtocolPolicy: "https-only",
        AllowedMethods: ["GET", "HEAD"],
        TrustedKeyGroups: [{ Ref: expect.stringMatching(/^ScreenKeys/) }],
      });
    }
  });

  it("serves what screens show", () => {
    const patterns = listOf(at(config(), "CacheBehaviors")).map((behavior) => at(behavior, "PathPattern"));
    expect(patterns).toEqual([...screenCopyPatterns]);
  });

  it("is the only one whom the bucket lets read, and no more than that", () => {
    const lets = photosPolicy().filter((statement) => at(statement, "Effect") === "Allow");
    const open = lets.filter(
      (statement) => at(statement, "Principal", "Service") === "cloudfront.amazonaws.com",
    );
    expect(open).toHaveLength(1);
    expect(open[0]).toMatchObject({ Action: "s3:GetObject" });
    expect(listOf(at(open[0], "Resource")).map((each) => written(each).replace(/^[^/]*\//, ""))).toEqual([
      ...screenCopyPatterns,
    ]);
    expect(written(at(open[0], "Condition", "StringEquals", "AWS:SourceArn"))).toMatch(
      /:cloudfront::\$\{AWS::AccountId\}:distribution\/\$\{Screens\}$/,
    );
    const others = lets.filter((statement) => statement !== open[0]);
    for (const statement of others) expect(at(statement, "Principal")).not.toBe("*");
  });

  it("signs what it asks of the bucket, always", () => {
    expect(backend().one("AWS::CloudFront::OriginAccessControl").properties).toMatchObject({
      OriginAccessControlConfig: { SigningBehavior: "always", SigningProtocol: "sigv4" },
    });
    expect(at(config(), "Origins", 0, "OriginAccessControlId")).toBeDefined();
  });

  it("answers the app's own origin and no other", () => {
    expect(backend().one("AWS::CloudFront::ResponseHeadersPolicy").properties).toMatchObject({
      ResponseHeadersPolicyConfig: {
        CorsConfig: { AccessControlAllowOrigins: { Items: ["http://localhost:4300"] }, OriginOverride: true },
      },
    });
  });

  it("forgets a deleted photo within ten minutes", () => {
    const cache = backend().one("AWS::CloudFront::CachePolicy").properties["CachePolicyConfig"];
    expect(at(cache, "MaxTTL")).toBeLessThanOrEqual(600);
    expect(at(cache, "ParametersInCacheKeyAndForwardedToOrigin", "QueryStringsConfig")).toEqual({
      QueryStringBehavior: "none",
    });
  });

  it("has a key that no template holds, that one function makes and one reads", () => {
    const all = JSON.stringify(backend().all);
    expect(all).not.toContain("PRIVATE KEY");
    for (const secret of backend().of("AWS::SecretsManager::Secret"))
      expect(secret.properties).not.toHaveProperty("SecretString");
    const users = backend()
      .of("AWS::IAM::Policy")
      .flatMap(({ path, properties }) =>
        listOf(at(properties, "PolicyDocument", "Statement")).flatMap((statement) =>
          listOf(at(statement, "Action"))
            .filter((action) => String(action).startsWith("secretsmanager:"))
            .map((action) => `${path.split("/").at(-3)} ${String(action)}`),
        ),
      );
    expect(users.toSorted()).toEqual([
      "MakeScreenKey1-role secretsmanager:GetSecretValue",
      "MakeScreenKey1-role secretsmanager:PutSecretValue",
      "api-role secretsmanager:GetSecretValue",
    ]);
    expect(backend().lambda("api").properties).toMatchObject({
      Environment: {
        Variables: {
          CDN_DOMAIN: expect.anything(),
          CDN_KEY_ID: expect.anything(),
          CDN_SECRET_ARN: expect.anything(),
        },
      },
    });
  });
}
