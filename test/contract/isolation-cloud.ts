import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { expect, vi } from "vitest";
import * as z from "zod/mini";
import { asVariables } from "#core/api/variables.ts";
import { type OperationName, operations, type Output } from "#core/api/operations.ts";
import { type EditId, type ImageId, requestId, userId, type UserId } from "#core/ids.ts";
import { prefixesOf, recordKeys } from "#core/keys.ts";
import { startCloud } from "#local/cloud.ts";
import { createCognito } from "#local/cognito/server.ts";
import { type Group } from "#local/cognito/user.ts";
import { bucketName, region, tableName } from "#local/config.ts";
import { freshDir } from "#test/local/support/stores.ts";

/** Someone signed in, as their phone is. */
export interface Person {
  readonly userId: UserId;
  readonly accessToken: string;
  readonly idToken: string;
}

/** What AppSync answered, unread. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: {
    readonly data?: Readonly<Record<string, unknown>> | null | undefined;
    readonly errors?: readonly Fault[] | undefined;
  };
}
interface Fault {
  readonly message: string;
  readonly errorType?: string | undefined;
}

const password = "Correct-Horse-7";
/** A loaded machine takes its time. */
export const soon = { timeout: 90_000, interval: 100 };

/** The embedded cloud with the product's own functions, people who can sign in, and both stores open to look into. */
export async function isolationCloud(people: Readonly<Record<string, readonly Group[]>>) {
  const dataDir = freshDir();
  const emailOf = (name: string): string => `${name}@people.example`;
  // Made before the cloud opens the same folder: groups are an administrator's to give, and not on the wire.
  const cognito = await createCognito({
    dataDir: join(dataDir, "cognito"),
    allowedOrigins: [],
    print: () => {},
  });
  for (const [name, groups] of Object.entries(people))
    cognito.admin.createUser({ email: emailOf(name), password, groups });
  const cloud = await startCloud({ port: 0, dataDir, app: "none" });
  const options = { region, credentials: cloud.credentials, maxAttempts: 1 };
  const s3 = new S3Client({ ...options, endpoint: cloud.s3Url, forcePathStyle: true });
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ ...options, endpoint: cloud.awsUrl }));

  const ask = async (body: object, headers: Readonly<Record<string, string>>): Promise<Answer> => {
    const answer = await fetch(`${cloud.awsUrl}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, text, body: reply.parse(JSON.parse(text)) };
  };

  return {
    cloud,
    dataDir,
    s3,
    dynamo,
    ask,

    async signIn(name: string): Promise<Person> {
      const answer = await fetch(cloud.awsUrl, {
        method: "POST",
        headers: { "x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth" },
        body: JSON.stringify({
          ClientId: cognito.clientId,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: emailOf(name), PASSWORD: password },
        }),
      });
      const { AccessToken, IdToken } = signedIn.parse(await answer.json()).AuthenticationResult;
      const { sub } = claims.parse(claimsOf(AccessToken));
      return { userId: sub, accessToken: AccessToken, idToken: IdToken };
    },

    /** The raw answer to an operation, whatever is handed in for its variables. */
    call: (name: OperationName, input: object, authorization: string | undefined): Promise<Answer> =>
      ask(
        {
          query: operations[name].document,
          variables: asVariables(operations[name].document, input),
        },
        authorization === undefined ? {} : { authorization },
      ),

    /** The answer read by core's schema; fails the test on a GraphQL error. */
    async run<N extends OperationName>(name: N, input: object, person: Person): Promise<Output<N>> {
      const { body } = await this.call(name, input, person.accessToken);
      expect(body.errors).toBeUndefined();
      // The table pairs a name with the schema of its answer; the compiler cannot follow that through the union.
      return operations[name].output.parse(body.data?.[name]) as Output<N>;
    },

    post: (form: { url: string; fields: Readonly<Record<string, string>> }, bytes: Uint8Array) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(form.fields)) body.append(name, value);
      body.append("file", new Blob([new Uint8Array(bytes)]));
      return fetch(form.url, { method: "POST", body });
    },

    /** A tiny photo, uploaded and looked at. */
    async aReadyImage(person: Person, more: object = {}): Promise<ImageId> {
      const bytes = await sharp({
        create: { width: 96, height: 72, channels: 3, background: "#8898a8" },
      })
        .jpeg()
        .toBuffer();
      const { image, post } = await this.run("createUpload", { ...anUpload(bytes.length), ...more }, person);
      if (!image || !post) throw new Error("the upload was refused");
      expect((await this.post(post, bytes)).status).toBeLessThan(300);
      await vi.waitFor(
        async () => expect((await this.run("getImage", image, person)).image?.analysisState).toBe("done"),
        soon,
      );
      return image.imageId;
    },

    async aPreview(person: Person, imageId: ImageId, more: object = {}): Promise<EditId> {
      const { edit } = await this.run("requestEdit", anEdit(imageId, more), person);
      if (!edit) throw new Error("the edit was refused");
      await vi.waitFor(
        async () => expect((await this.run("getEdit", edit, person)).edit?.status).toBe("preview"),
        soon,
      );
      return edit.editId;
    },

    /** Every row of a person in the table. */
    async rowsOf(user: UserId): Promise<readonly Row[]> {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "PK = :PK",
          ExpressionAttributeValues: { ":PK": recordKeys.partition(user) },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => row.parse(item));
    },

    /** Every object of a person in the bucket. */
    async keysOf(user: UserId): Promise<readonly string[]> {
      const pages = await Promise.all(
        prefixesOf(user).map((Prefix) => s3.send(new ListObjectsV2Command({ Bucket: bucketName, Prefix }))),
      );
      return pages.flatMap(({ Contents = [] }) => Contents.flatMap(({ Key }) => Key ?? []));
    },

    /** Everything the functions have printed so far. */
    logs: (): string =>
      readdirSync(join(dataDir, "logs"))
        .map((name) => readFileSync(join(dataDir, "logs", name), "utf8"))
        .join("\n"),

    stop: async (): Promise<void> => {
      s3.destroy();
      dynamo.destroy();
      await cloud.stop();
    },
  };
}
export type IsolationCloud = Awaited<ReturnType<typeof isolationCloud>>;

export const aRequest = () => requestId.parse(randomUUID());

export const anUpload = (sizeBytes = 1000) => ({
  requestId: requestId.parse(randomUUID()),
  fileName: "kitchen.jpg",
  contentType: "image/jpeg",
  sizeBytes,
});

export const aListing = () => ({ requestId: requestId.parse(randomUUID()), name: "Elm Road 3" });

export const anEdit = (imageId: ImageId, more: object = {}) => ({
  requestId: requestId.parse(randomUUID()),
  imageId,
  editType: "enhance",
  params: { autoAdjust: false, brightness: 10 },
  ...more,
});

/** Of a photo that no step is for, so that nothing is on its way. */
export const aBatch = (imageId: ImageId) => ({
  requestId: requestId.parse(randomUUID()),
  imageIds: [imageId],
  steps: [{ step: { op: "rotate", degrees: 90 }, except: [1] }],
});

export const aRecipe = () => ({ name: "Half the size", steps: [{ op: "resize", scale: 0.5 }] });

/** What a token says, unverified. */
export const claimsOf = (token: string): unknown =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));

const row = z.looseObject({
  SK: z.string(),
  Count: z.optional(z.number()),
  Data: z.record(z.string(), z.unknown()),
});
type Row = z.infer<typeof row>;

const signedIn = z.object({
  AuthenticationResult: z.object({ AccessToken: z.string(), IdToken: z.string() }),
});
const claims = z.object({ sub: userId });
const reply = z.object({
  data: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  errors: z.optional(z.array(z.looseObject({ message: z.string(), errorType: z.optional(z.string()) }))),
});
