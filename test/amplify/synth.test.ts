import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flows } from "#core/edit/flows/index.ts";
import { catalogue } from "#core/models/catalogue.ts";
import { passwordPolicy } from "#local/cognito/password-policy.ts";
import { functionDefinitions } from "#local/lambda/definitions.ts";
import { checkBudget } from "./budget-checks.ts";
import { checkBundles } from "./bundle-checks.ts";
import { checkFirewall } from "./firewall-checks.ts";
import { checkScreens } from "./screens-checks.ts";
import {
  at,
  type Backend,
  canSynthesize,
  checkTypes,
  listOf,
  lookAt,
  only,
  readResources,
  type Resource,
  synthesize,
  written,
} from "./synthesis.ts";
import { checkWatching } from "./watching-checks.ts";

const functionNames = ["api", "on-upload", "edit-worker"] as const;
/** With those that no phone and no queue calls. */
const allFunctions = [...functionNames, "model-lifecycle"] as const;

if (!canSynthesize)
  console.log("skipped: the synthesis of the backend needs its packages (npm ci --prefix amplify)");

// Away from the project, so that a bundle finds no package but by NODE_PATH, as in Lambda.
const made = mkdtempSync(join(tmpdir(), "reimagine-synth-"));
const templatesDir = join(made, "cdk.out");
const apiDir = join(made, "api");
let looked: Backend | undefined;
const backend = (): Backend => {
  if (!looked) throw new Error("Nothing is synthesized yet.");
  return looked;
};
const of = (type: string): readonly Resource[] => backend().of(type);
const one = (type: string): Resource => backend().one(type);
const lambda = (name: string): Resource["properties"] => backend().lambda(name).properties;

beforeAll(async () => {
  if (!canSynthesize) return;
  await synthesize(templatesDir, apiDir);
  looked = lookAt(readResources(templatesDir));
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

  it("has nothing that cdk-nag found and nobody explained, and no explanation of nothing", () => {
    const report: unknown = JSON.parse(readFileSync(join(templatesDir, "nag-report.json"), "utf8"));
    expect(report).toMatchObject({
      unexplained: [],
      unused: [],
      explained: expect.arrayContaining([expect.anything()]),
    });
  });
});

describe.skipIf(!canSynthesize)("pictures on screens", () => {
  checkScreens(backend);
});
describe.skipIf(!canSynthesize)("the firewall", () => {
  checkFirewall(backend);
});
describe.skipIf(!canSynthesize)("watching", () => {
  checkWatching(backend, allFunctions);
});
describe.skipIf(!canSynthesize)("the budget", () => {
  checkBudget(backend);
});
describe.skipIf(!canSynthesize)("what is packed", () => {
  checkBundles(backend, templatesDir, allFunctions);
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

  it("gives no role of the identity pool any right, a guest's and a group's neither", () => {
    const roles = of("AWS::IAM::Role").filter(({ path }) => path.includes("/auth/"));
    expect(roles).toHaveLength(5);
    for (const { properties } of roles)
      for (const rights of ["Policies", "ManagedPolicyArns"]) expect(properties).not.toHaveProperty(rights);
    expect(of("AWS::IAM::Policy").filter(({ path }) => path.includes("/auth/"))).toEqual([]);
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

  it("grows with what is asked of it, up to what 10,000 agents ask", () => {
    expect(one("AWS::DynamoDB::GlobalTable").properties).toMatchObject({
      BillingMode: "PAY_PER_REQUEST",
      WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: expect.any(Number) },
    });
    const [replica] = listOf(one("AWS::DynamoDB::GlobalTable").properties["Replicas"]);
    // 10,000 open apps that ask twice a minute for 20 units.
    expect(at(replica, "ReadOnDemandThroughputSettings", "MaxReadRequestUnits")).toBeGreaterThanOrEqual(6667);
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

  it("hands one message at a time to as many workers as 10,000 agents need, and Lambda allows a queue", () => {
    const { properties } = one("AWS::Lambda::EventSourceMapping");
    expect(properties).toMatchObject({ BatchSize: 1, FunctionResponseTypes: ["ReportBatchItemFailures"] });
    const workers = at(properties, "ScalingConfig", "MaximumConcurrency");
    // 3,030 edits in the busiest hour, 45 seconds each, keep 38 busy.
    expect(workers).toBeGreaterThanOrEqual(38);
    expect(workers).toBeLessThanOrEqual(1000);
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

  it("keeps large results more cheaply after 90 days, where they are still had at once", () => {
    const rules = listOf(at(photos().properties, "LifecycleConfiguration", "Rules"));
    expect(rules).toContainEqual(
      expect.objectContaining({
        Prefix: "results/",
        Status: "Enabled",
        Transitions: [{ StorageClass: "STANDARD_IA", TransitionInDays: 90 }],
      }),
    );
  });

  it("has versions, and an end for those that were replaced", () => {
    expect(photos().properties).toMatchObject({ VersioningConfiguration: { Status: "Enabled" } });
    const rules = listOf(at(photos().properties, "LifecycleConfiguration", "Rules"));
    expect(rules).toContainEqual(
      expect.objectContaining({ NoncurrentVersionExpiration: { NoncurrentDays: 7 } }),
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
  }

  for (const name of allFunctions) {
    it(`${name} may touch nothing that is not named`, () => {
      for (const { actions, resource } of backend().allowed(name)) {
        // X-Ray and Bedrock's lists have no resources to name.
        if (actions.every((action) => /^xray:|^bedrock:List/.test(action))) continue;
        expect(actions.filter((action) => action.includes("*"))).toEqual([]);
        // Inside one room of the bucket there is one object a photo: the room is what can be named.
        expect(
          resource.replace(/\/(uploads|working|thumbs|masks|previews|results)\/\*$/, "/$1"),
        ).not.toContain("*");
      }
    });
  }

  it("share one layer", () => {
    const layers = functionNames.map((name) => listOf(lambda(name)["Layers"]).map(written));
    expect(new Set(layers.map(String)).size).toBe(1);
    expect(layers[0]).toHaveLength(1);
  });

  it("publish a status and call no other field of the API", () => {
    const fields = functionNames.flatMap((name) =>
      backend()
        .allowed(name)
        .filter(({ actions }) => actions.some((action) => action.startsWith("appsync:")))
        .map(({ resource }) => resource.replace(/^.*\/types\//, "")),
    );
    expect(new Set(fields)).toEqual(new Set(["Mutation/fields/publishStatus"]));
  });

  it("may call exactly the models that draw and read for a flow", () => {
    const callable = backend()
      .allowed("edit-worker")
      .filter(({ actions }) => actions.includes("bedrock:InvokeModel"))
      .map(({ resource }) => resource.replace(/^.*\/(us\.)?/, ""));
    const drawing = new Set(Object.values(flows).flatMap(({ candidates }) => candidates));
    const asked = Object.values(catalogue)
      .filter(({ id, region, task }) => region !== "here" && (task === "vision" || drawing.has(id)))
      .map(({ id }) => id.replace(/^us\./, ""));
    expect(new Set(callable)).toEqual(new Set(asked));
  });
});
