import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "#core/models/catalogue.ts";
import { passwordPolicy } from "#local/cognito/password-policy.ts";
import { functionDefinitions } from "#local/lambda/definitions.ts";
import {
  at,
  canSynthesize,
  checkTypes,
  listOf,
  readResources,
  type Resource,
  synthesize,
  written,
} from "./synthesis.ts";

if (!canSynthesize)
  console.log("skipped: the synthesis of the backend needs its packages (npm ci --prefix amplify)");

// Inside the project, so that a bundle finds this machine's sharp where Lambda finds the layer's.
const cache = fileURLToPath(new URL("../../node_modules/.cache/", import.meta.url));
mkdirSync(cache, { recursive: true });
const made = mkdtempSync(join(cache, "synth-"));
const templatesDir = join(made, "cdk.out");
const apiDir = join(made, "api");
let resources: readonly Resource[] = [];

beforeAll(async () => {
  if (!canSynthesize) return;
  await synthesize(templatesDir, apiDir);
  resources = readResources(templatesDir);
}, 300_000);
afterAll(() => rmSync(made, { recursive: true, force: true }));

describe.skipIf(!canSynthesize)("the synthesized backend", () => {
  for (const file of ["schema.graphql", "rules.json"])
    it(`is the one whose ${file} is committed`, () => {
      const committed = readFileSync(new URL(`../../amplify/data/${file}`, import.meta.url), "utf8");
      expect(readFileSync(join(apiDir, file), "utf8"), `${file} has drifted: run npm run synth`).toBe(
        committed,
      );
    });

  it("type-checks, as the pipeline wants before it deploys", async () => {
    await expect(checkTypes()).resolves.toBeUndefined();
  }, 180_000);

  it("has nothing that CloudFormation's validation complains about", () => {
    const report: unknown = JSON.parse(readFileSync(join(templatesDir, "validation-report.json"), "utf8"));
    expect(report).toMatchObject({ pluginReports: [] });
  });
});

describe.skipIf(!canSynthesize)("sign-in", () => {
  it("has no guests", () => {
    expect(one("AWS::Cognito::IdentityPool").properties).toMatchObject({
      AllowUnauthenticatedIdentities: false,
    });
  });

  it("has no hosted page", () => {
    const client = one("AWS::Cognito::UserPoolClient").properties;
    expect(client).toMatchObject({ AllowedOAuthFlowsUserPoolClient: false });
    for (const oauth of ["AllowedOAuthFlows", "AllowedOAuthScopes", "CallbackURLs"])
      expect(client).not.toHaveProperty(oauth);
    expect(of("AWS::Cognito::UserPoolDomain")).toEqual([]);
  });

  it("lets people sign up with an e-mail address, and says no more than it must about who has", () => {
    expect(one("AWS::Cognito::UserPool").properties).toMatchObject({
      UsernameAttributes: ["email"],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
    });
    expect(one("AWS::Cognito::UserPoolClient").properties).toMatchObject({
      PreventUserExistenceErrors: "ENABLED",
    });
  });

  it("outlives its stack", () => {
    const pool = one("AWS::Cognito::UserPool");
    expect(pool.properties).toMatchObject({ DeletionProtection: "ACTIVE" });
    expect(pool.deletionPolicy).toBe("Retain");
  });

  it("asks for the same passwords as the embedded cloud", () => {
    expect(one("AWS::Cognito::UserPool").properties).toMatchObject({
      Policies: {
        PasswordPolicy: {
          MinimumLength: passwordPolicy.minLength,
          RequireLowercase: true,
          RequireUppercase: true,
          RequireNumbers: true,
          RequireSymbols: false,
        },
      },
    });
  });

  it("has three groups that carry no rights of their own", () => {
    const groups = of("AWS::Cognito::UserPoolGroup").map(({ properties }) => properties);
    expect(groups.map((group) => group["GroupName"])).toEqual(["ADMINS", "CREATORS", "VIEWERS"]);
    for (const group of groups) expect(group).not.toHaveProperty("RoleArn");
  });
});

describe.skipIf(!canSynthesize)("the table", () => {
  it("can be restored to any second, forgets what has expired, and outlives its stack", () => {
    const table = one("AWS::DynamoDB::GlobalTable");
    expect(table.properties).toMatchObject({
      TimeToLiveSpecification: { AttributeName: "TTL", Enabled: true },
      Replicas: [
        {
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          DeletionProtectionEnabled: true,
        },
      ],
    });
    expect(table.deletionPolicy).toBe("Retain");
  });

  it("is keyed as the records are", () => {
    const key = (name: string) => [
      { AttributeName: `${name}PK`, KeyType: "HASH" },
      { AttributeName: `${name}SK`, KeyType: "RANGE" },
    ];
    expect(one("AWS::DynamoDB::GlobalTable").properties).toMatchObject({
      KeySchema: key(""),
      GlobalSecondaryIndexes: [
        { IndexName: "GSI1", KeySchema: key("GSI1"), Projection: { ProjectionType: "ALL" } },
      ],
    });
  });
});

describe.skipIf(!canSynthesize)("the queue", () => {
  const edits = (): Resource =>
    only(of("AWS::SQS::Queue").filter((queue) => queue.properties["RedrivePolicy"]));

  it("gives up on an edit after three tries and keeps it to be looked at", () => {
    expect(edits().properties).toMatchObject({ RedrivePolicy: { maxReceiveCount: 4 } });
    const dead = of("AWS::SQS::Queue").filter((queue) => queue !== edits());
    for (const { properties } of dead)
      expect(properties).toMatchObject({ MessageRetentionPeriod: 14 * 24 * 3600 });
  });

  it("hides an edit for longer than a worker may take", () => {
    expect(edits().properties["VisibilityTimeout"]).toBeGreaterThan(Number(lambda("edit-worker")["Timeout"]));
  });

  it("hands one message at a time to a bounded number of workers", () => {
    expect(one("AWS::Lambda::EventSourceMapping").properties).toMatchObject({
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 10 },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
  });

  it("rings when anything is in a dead-letter queue", () => {
    const alarms = of("AWS::CloudWatch::Alarm").map(({ properties }) => properties);
    expect(alarms).toHaveLength(2);
    for (const alarm of alarms) {
      expect(alarm).toMatchObject({
        MetricName: "ApproximateNumberOfMessagesVisible",
        Threshold: 1,
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
      });
      expect(listOf(alarm["AlarmActions"])).toHaveLength(1);
    }
  });
});

describe.skipIf(!canSynthesize)("the bucket", () => {
  const photos = (): Resource => only(of("AWS::S3::Bucket").filter(({ path }) => path.includes("/storage/")));

  it("forgets previews after a day and unfinished uploads too", () => {
    const rules = listOf(at(photos().properties, "LifecycleConfiguration", "Rules"));
    expect(rules).toContainEqual(
      expect.objectContaining({ Prefix: "previews/", ExpirationInDays: 1, Status: "Enabled" }),
    );
    expect(rules).toContainEqual(
      expect.objectContaining({
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
        Status: "Enabled",
      }),
    );
  });

  it("expires nothing that was kept", () => {
    const rules = listOf(at(photos().properties, "LifecycleConfiguration", "Rules"));
    const expiring = rules.filter((rule) => at(rule, "ExpirationInDays") !== undefined);
    expect(expiring.map((rule) => at(rule, "Prefix"))).toEqual(["previews/"]);
  });

  it("answers the app's own origin and no other", () => {
    const [rule] = listOf(at(photos().properties, "CorsConfiguration", "CorsRules"));
    expect(rule).toMatchObject({
      AllowedOrigins: ["http://localhost:4300"],
      AllowedMethods: ["GET", "POST"],
    });
  });

  it("is closed to the public", () => {
    expect(photos().properties).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicPolicy: true },
    });
  });

  it("tells on-upload of what arrives under uploads/, as S3 would", () => {
    expect(photos().properties).toMatchObject({
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    const rule = only(
      of("AWS::Events::Rule").filter(({ properties }) => "EventPattern" in properties),
    ).properties;
    expect(rule).toMatchObject({
      State: "ENABLED",
      EventPattern: {
        source: ["aws.s3"],
        "detail-type": ["Object Created"],
        detail: { object: { key: [{ prefix: "uploads/" }] } },
      },
    });
    const transformer = at(rule, "Targets", 0, "InputTransformer");
    // EventBridge puts the values in with their own quotes, if they have any.
    const template = written(at(transformer, "InputTemplate")).replaceAll(/<([\w-]+)>/g, '"$1"');
    expect(JSON.parse(template)).toMatchObject({
      Records: [{ s3: { bucket: { name: "detail-bucket-name" }, object: { key: "detail-object-key" } } }],
    });
    expect(at(transformer, "InputPathsMap")).toMatchObject({
      "detail-bucket-name": "$.detail.bucket.name",
      "detail-object-key": "$.detail.object.key",
    });
  });
});

describe.skipIf(!canSynthesize)("on the wire", () => {
  it("every bucket and queue refuses what is not TLS", () => {
    const closed = [...of("AWS::S3::BucketPolicy"), ...of("AWS::SQS::QueuePolicy")].filter(({ properties }) =>
      listOf(at(properties, "PolicyDocument", "Statement")).some(
        (statement) =>
          at(statement, "Effect") === "Deny" &&
          at(statement, "Condition", "Bool", "aws:SecureTransport") === "false",
      ),
    );
    const ours =
      of("AWS::SQS::Queue").length +
      of("AWS::S3::Bucket").filter(({ path }) => path.includes("/storage/")).length;
    expect(closed.filter(({ path }) => /\/(core|storage)\//.test(path))).toHaveLength(ours);
  });
});

const functionNames = ["api", "on-upload", "edit-worker"] as const;
type FunctionName = (typeof functionNames)[number];

describe.skipIf(!canSynthesize)("the functions", () => {
  const local = functionDefinitions("");

  for (const name of functionNames) {
    it(`${name} runs on arm64 with Node 22, traced, as long as it does in the embedded cloud`, () => {
      expect(lambda(name)).toMatchObject({
        Architectures: ["arm64"],
        Runtime: "nodejs22.x",
        TracingConfig: { Mode: "Active" },
        Timeout: local[name].timeoutMs / 1000,
      });
      expect(lambda(name)["MemorySize"]).toBeGreaterThanOrEqual(local[name].memoryMb);
    });

    it(`${name} knows where everything is`, () => {
      const variables = at(lambda(name), "Environment", "Variables");
      for (const variable of [
        "TABLE_NAME",
        "BUCKET_NAME",
        "EDIT_QUEUE_URL",
        "GRAPHQL_URL",
        "PLAN",
        "MODEL_RATE",
      ])
        expect(variables).toHaveProperty(variable);
    });

    it(`${name} loads as it was bundled, with the settings it is given`, () => {
      const { handler, tookMs } = loadBundle(name);
      console.log(`${name}: ${Math.round(bundleBytes(name) / 1024)} kB, loads in ${tookMs} ms`);
      expect(handler).toBe("function");
    });

    it(`${name} may touch nothing that is not named`, () => {
      for (const { actions, resource } of allowed(name)) {
        // X-Ray has no resources to name.
        if (actions.every((action) => action.startsWith("xray:"))) continue;
        expect(actions.filter((action) => action.includes("*"))).toEqual([]);
        // Inside one room of the bucket there is one object a photo: the room is what can be named.
        expect(
          resource.replace(/\/(uploads|working|thumbs|masks|previews|results)\/\*$/, "/$1"),
        ).not.toContain("*");
      }
    });
  }

  it("keep their logs for 90 days", () => {
    const groups = of("AWS::Logs::LogGroup").filter(({ path }) =>
      functionNames.some((name) => path.includes(`/${name}-logs/`)),
    );
    expect(groups.map(({ properties }) => properties["RetentionInDays"])).toEqual([90, 90, 90]);
  });

  it("share one layer with sharp, OpenCV and the HEIC reader", () => {
    const layers = functionNames.map((name) => listOf(lambda(name)["Layers"]).map(written));
    expect(new Set(layers.map(String)).size).toBe(1);
    expect(layers[0]).toHaveLength(1);
  });

  it("publish a status and call no other field of the API", () => {
    const fields = functionNames.flatMap((name) =>
      allowed(name)
        .filter(({ actions }) => actions.some((action) => action.startsWith("appsync:")))
        .map(({ resource }) => resource.replace(/^.*\/types\//, "")),
    );
    expect(new Set(fields)).toEqual(new Set(["Mutation/fields/publishStatus"]));
  });

  it("may call exactly the models of the catalogue", () => {
    const callable = allowed("edit-worker")
      .filter(({ actions }) => actions.includes("bedrock:InvokeModel"))
      .map(({ resource }) => resource.replace(/^.*\/(us\.)?/, ""));
    const known = Object.values(catalogue)
      .filter(({ region }) => region !== "here")
      .map(({ id }) => id.replace(/^us\./, ""));
    expect(new Set(callable)).toEqual(new Set(known));
  });

  it("start quickly: the api's bundle is at most 1 MB", () => {
    expect(bundleBytes("api")).toBeLessThanOrEqual(1024 * 1024);
  });
});

const of = (type: string): readonly Resource[] => resources.filter((resource) => resource.type === type);

const one = (type: string): Resource => only(of(type));

function only(found: readonly Resource[]): Resource {
  const [first] = found;
  if (!first || found.length > 1) throw new Error(`Expected one and found ${found.length}.`);
  return first;
}

const lambda = (name: FunctionName): Resource["properties"] =>
  only(of("AWS::Lambda::Function").filter(({ path }) => path.endsWith(`/data/${name}/Resource`))).properties;

/** Every action with every resource that a function's role may use it on. */
function allowed(
  name: string,
): readonly { readonly actions: readonly string[]; readonly resource: string }[] {
  const policies = of("AWS::IAM::Policy").filter(({ path }) => path.includes(`/data/${name}/ServiceRole/`));
  expect(policies).not.toEqual([]);
  return policies.flatMap(({ properties }) =>
    listOf(at(properties, "PolicyDocument", "Statement")).flatMap((statement) =>
      listOf(at(statement, "Resource")).map((resource) => ({
        actions: listOf(at(statement, "Action")).map(String),
        resource: written(resource),
      })),
    ),
  );
}

const bundleBytes = (name: FunctionName): number => statSync(bundleOf(name)).size;

/** The one file of code that is deployed for a function. */
function bundleOf(name: FunctionName): string {
  const hash = /[0-9a-f]{64}/.exec(JSON.stringify(lambda(name)["Code"]))?.[0] ?? "none";
  const dir = join(templatesDir, `asset.${hash}`);
  expect(readdirSync(dir).filter((file) => !file.endsWith(".map"))).toEqual(["index.mjs"]);
  return join(dir, "index.mjs");
}

/** Imports a bundle in a process of its own, with every variable that the template sets, as Lambda would. */
function loadBundle(name: FunctionName): { readonly handler: string; readonly tookMs: number } {
  const set = Object.entries(at(lambda(name), "Environment", "Variables") ?? {}).map(([key, value]) => [
    key,
    key === "GRAPHQL_URL" || key === "EDIT_QUEUE_URL" ? "https://example.com/x" : written(value),
  ]);
  const script =
    "const began = performance.now();" +
    `const { handler } = await import(${JSON.stringify(pathToFileURL(bundleOf(name)).href)});` +
    "console.log(JSON.stringify({ handler: typeof handler, tookMs: Math.round(performance.now() - began) }));" +
    "process.exit(0);";
  const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    env: { PATH: process.env["PATH"], AWS_REGION: "us-west-2", ...Object.fromEntries(set) },
    encoding: "utf8",
  });
  // Printed by the line above.
  return JSON.parse(printed) as ReturnType<typeof loadBundle>;
}
