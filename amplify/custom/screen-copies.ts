import { Aws, CfnCondition, Duration, Fn, Stack } from "aws-cdk-lib";
import {
  CachePolicy,
  CfnDistribution,
  CfnOriginAccessControl,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { type IBucket } from "aws-cdk-lib/aws-s3";
import { CfnWebACL } from "aws-cdk-lib/aws-wafv2";
import { screenCopyPatterns } from "../../core/keys.ts";
import { rateRule, visible } from "./firewall.ts";
import { signingKey, type SigningKey } from "./signing-key.ts";

export interface ScreenCopies {
  /** Of the distribution: "d111111abcdef8.cloudfront.net". */
  readonly domain: string;
  readonly key: SigningKey;
}

/**
 * CloudFront before the bucket, for working copies and thumbnails and for nothing else: each address is signed, and the
 * bucket's policy lets this one distribution read these paths alone. In the bucket's own stack, whose policy must know
 * the distribution.
 * @param edgeFirewallArn a web ACL in us-east-1, for a backend elsewhere; CloudFront takes no other
 */
export function serveScreenCopies(
  bucket: IBucket,
  origins: readonly string[],
  edgeFirewallArn: string | undefined,
): ScreenCopies {
  const stack = Stack.of(bucket);
  const key = signingKey(stack);
  const access = new CfnOriginAccessControl(stack, "ScreenAccess", {
    originAccessControlConfig: {
      // Names of these are the account's: the stack's own id keeps two branches apart.
      name: Fn.join("-", ["reimagine", Fn.select(2, Fn.split("/", Aws.STACK_ID))]),
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    },
  });
  const behavior = {
    targetOriginId: "bucket",
    viewerProtocolPolicy: "https-only",
    allowedMethods: ["GET", "HEAD"],
    cachedMethods: ["GET", "HEAD"],
    compress: false,
    trustedKeyGroups: [key.keyGroupId],
    cachePolicyId: cachePolicy(stack).cachePolicyId,
    responseHeadersPolicyId: headersPolicy(stack, origins).responseHeadersPolicyId,
  };
  const distribution = new CfnDistribution(stack, "Screens", {
    distributionConfig: {
      comment: "Reimagine: working copies and thumbnails",
      enabled: true,
      httpVersion: "http2and3",
      ipv6Enabled: true,
      priceClass: "PriceClass_100",
      origins: [
        {
          id: "bucket",
          domainName: bucket.bucketRegionalDomainName,
          originAccessControlId: access.attrId,
          s3OriginConfig: { originAccessIdentity: "" },
        },
      ],
      // What no pattern names is refused by the bucket; the signature is asked for all the same.
      defaultCacheBehavior: behavior,
      cacheBehaviors: screenCopyPatterns.map((pathPattern) => ({ ...behavior, pathPattern })),
      viewerCertificate: { cloudFrontDefaultCertificate: true },
      webAclId: edgeFirewallArn ?? firewallWhereAllowed(stack),
    },
  });
  bucket.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal("cloudfront.amazonaws.com")],
      actions: ["s3:GetObject"],
      resources: screenCopyPatterns.map((pattern) => bucket.arnForObjects(pattern)),
      conditions: {
        StringEquals: {
          "AWS:SourceArn": `arn:${Aws.PARTITION}:cloudfront::${Aws.ACCOUNT_ID}:distribution/${distribution.ref}`,
        },
      },
    }),
  );
  return { domain: distribution.attrDomainName, key };
}

/**
 * Ten minutes, whatever the objects say: they say "private" to browsers, which CloudFront would take for "never", and a
 * deleted photo must be gone from the edges soon.
 */
function cachePolicy(stack: Stack): CachePolicy {
  const kept = Duration.minutes(10);
  return new CachePolicy(stack, "ScreenCache", { minTtl: kept, defaultTtl: kept, maxTtl: kept });
}

const headersPolicy = (stack: Stack, origins: readonly string[]): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(stack, "ScreenHeaders", {
    corsBehavior: {
      accessControlAllowCredentials: false,
      accessControlAllowHeaders: ["content-type", "range"],
      accessControlAllowMethods: ["GET", "HEAD"],
      accessControlAllowOrigins: [...origins],
      accessControlExposeHeaders: ["ETag", "Content-Length", "Content-Range"],
      accessControlMaxAge: Duration.minutes(50),
      originOverride: true,
    },
    securityHeadersBehavior: {
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(365),
        includeSubdomains: true,
        override: true,
      },
    },
  });

/** CloudFront's web ACLs live in us-east-1: a backend there gets one of its own, any other brings one or has none. */
function firewallWhereAllowed(stack: Stack): string {
  const isThere = new CfnCondition(stack, "IsEdgeRegion", {
    expression: Fn.conditionEquals(Aws.REGION, "us-east-1"),
  });
  const firewall = new CfnWebACL(stack, "EdgeFirewall", {
    scope: "CLOUDFRONT",
    defaultAction: { allow: {} },
    visibilityConfig: visible("EdgeFirewall"),
    // Pictures of a whole gallery, many people behind one office's address.
    rules: [rateRule({ name: "PerAddress", priority: 1, limit: 30_000 })],
  });
  firewall.cfnOptions.condition = isThere;
  return Fn.conditionIf(isThere.logicalId, firewall.attrArn, Aws.NO_VALUE).toString();
}
