import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  confirmResetPassword,
  confirmSignUp,
  confirmUserAttribute,
  deleteUser,
  fetchAuthSession,
  fetchUserAttributes,
  resendSignUpCode,
  resetPassword,
  signIn,
  signOut,
  signUp,
  updatePassword,
  updateUserAttribute,
} from "aws-amplify/auth";
import { CognitoJwtVerifier } from "aws-jwt-verify";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createCognito, type Cognito } from "#local/cognito/server.ts";
import { temporarySuffix } from "#local/files.ts";
import { useAmplify } from "./amplify-client.ts";
import { serving, type Serving } from "./serving.ts";

const password = "Correct-Horse-7";
const agent = "Agent@Example.com";
const hourMs = 3_600_000;

let dataDir: string;
let cognito: Cognito;
let server: Serving;
let printed: string[];
let nowMs: number;

/** A signing key takes longest to make; one serves all these tests. */
const keyDir = mkdtempSync(join(tmpdir(), "cognito-key-"));
beforeAll(() => createCognito({ dataDir: keyDir, allowedOrigins: [], print: () => {} }));
afterAll(() => rmSync(keyDir, { recursive: true }));

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "cognito-"));
  cpSync(join(keyDir, "signing-key.json"), join(dataDir, "signing-key.json"));
  nowMs = Date.now();
  await start();
});

afterEach(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true });
});

async function start(): Promise<void> {
  printed = [];
  cognito = await createCognito({
    dataDir,
    allowedOrigins: ["http://localhost:4300"],
    now: () => nowMs,
    print: (line) => void printed.push(line),
  });
  server = await serving(cognito.handle);
  useAmplify(cognito, server.url);
}

const lastCode = (email = agent): string => cognito.admin.mailTo(email)[0]?.code ?? "no mail";

async function signUpAgent(): Promise<void> {
  await signUp({ username: agent, password, options: { userAttributes: { email: agent } } });
  await confirmSignUp({ username: agent, confirmationCode: lastCode() });
}

const accessToken = async (): Promise<string> => String((await fetchAuthSession()).tokens?.accessToken);

async function call(
  action: string,
  input: unknown,
): Promise<{ status: number; type: string | null; body: unknown }> {
  const response = await fetch(server.url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${action}`,
    },
    body: JSON.stringify(input),
  });
  return {
    status: response.status,
    type: response.headers.get("x-amzn-errortype"),
    body: await response.json(),
  };
}

const nameOf = async (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => "no error",
    (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : "not an Error"),
  );

const passwordSignIn = (username: string, given: string): ReturnType<typeof call> =>
  call("InitiateAuth", {
    ClientId: cognito.clientId,
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: username, PASSWORD: given },
  });

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("signing up", () => {
  it("sends a code to the console and the mailbox, and lets the person in once it comes back", async () => {
    const { nextStep } = await signUp({
      username: agent,
      password,
      options: { userAttributes: { email: agent } },
    });
    expect(nextStep.signUpStep).toBe("CONFIRM_SIGN_UP");
    expect(printed.at(-1)).toContain(lastCode());
    expect((await signIn({ username: agent, password })).nextStep.signInStep).toBe("CONFIRM_SIGN_UP");

    expect(await nameOf(confirmSignUp({ username: agent, confirmationCode: "x" }))).toContain(
      "CodeMismatchException",
    );
    await resendSignUpCode({ username: agent });
    await confirmSignUp({ username: agent, confirmationCode: lastCode() });
    expect((await signIn({ username: agent.toLowerCase(), password })).isSignedIn).toBe(true);
    expect(await fetchUserAttributes()).toMatchObject({ email: agent.toLowerCase(), email_verified: "true" });
  });

  it("refuses a second account with the same e-mail in other letters", async () => {
    await signUpAgent();
    const again = signUp({ username: agent.toUpperCase(), password });
    expect(await nameOf(again)).toContain("UsernameExistsException");
  });

  it.each(["Short7a", "nouppercase7", "NOLOWERCASE7", "NoNumbersHere"])(
    "refuses the password %s",
    async (weak) => {
      expect(await nameOf(signUp({ username: agent, password: weak }))).toContain("InvalidPasswordException");
    },
  );

  it("lets a code expire after a day", async () => {
    await signUp({ username: agent, password });
    nowMs += 24 * hourMs;
    const late = confirmSignUp({ username: agent, confirmationCode: lastCode() });
    expect(await nameOf(late)).toContain("ExpiredCodeException");
  });

  it("stops guesses at a code after five, and codes after five an hour", async () => {
    await signUp({ username: agent, password });
    const wrong = lastCode() === "000000" ? "000001" : "000000";
    const guess = (): Promise<string> => nameOf(confirmSignUp({ username: agent, confirmationCode: wrong }));
    for (let turn = 0; turn < 5; turn++) expect(await guess()).toContain("CodeMismatchException");
    expect(await nameOf(confirmSignUp({ username: agent, confirmationCode: lastCode() }))).toContain(
      "LimitExceeded",
    );
    for (let sent = 1; sent < 5; sent++) await resendSignUpCode({ username: agent });
    expect(await nameOf(resendSignUpCode({ username: agent }))).toContain("LimitExceededException");
    await confirmSignUp({ username: agent, confirmationCode: lastCode() });
  });
});

describe("signing in", () => {
  beforeEach(signUpAgent);

  it("gives tokens that aws-jwt-verify accepts against the published keys", async () => {
    cognito.admin.addUserToGroup(agent, "CREATORS");
    await signIn({ username: agent, password });
    const { tokens } = await fetchAuthSession();
    const keys = await (await fetch(`${server.url}/${cognito.poolId}/.well-known/jwks.json`)).json();
    const access = CognitoJwtVerifier.create({
      userPoolId: cognito.poolId,
      clientId: cognito.clientId,
      tokenUse: "access",
      groups: "CREATORS",
    });
    access.cacheJwks(keys);
    const claims = access.verifySync(String(tokens?.accessToken));
    const id = CognitoJwtVerifier.create({
      userPoolId: cognito.poolId,
      clientId: cognito.clientId,
      tokenUse: "id",
    });
    id.cacheJwks(keys);
    expect(id.verifySync(String(tokens?.idToken))).toMatchObject({
      sub: claims.sub,
      email: agent.toLowerCase(),
    });
    expect(claims.exp - claims.iat).toBe(3600);
    expect(await cognito.verifyAccessToken(String(tokens?.accessToken))).toMatchObject({ sub: claims.sub });
    expect(await cognito.verifyAccessToken(String(tokens?.idToken))).toBeUndefined();
  });

  it("answers a wrong password and a name nobody has alike", async () => {
    const wrong = await nameOf(signIn({ username: agent, password: "Wrong-Horse-7" }));
    const nobody = await nameOf(signIn({ username: "nobody@example.com", password }));
    expect(wrong).toBe("NotAuthorizedException: Incorrect username or password.");
    expect(nobody).toBe(wrong);
  });

  it.each([agent, "nobody@example.com"])(
    "makes %s wait longer after every further wrong password",
    async (name) => {
      for (let turn = 0; turn < 5; turn++)
        expect((await passwordSignIn(name, "Wrong-Horse-7")).body).toMatchObject({
          message: "Incorrect username or password.",
        });
      const locked = await passwordSignIn(name, password);
      expect(locked).toMatchObject({ status: 400, type: "NotAuthorizedException:" });
      expect(locked.body).toMatchObject({ message: "Password attempts exceeded" });
      nowMs += 1000;
      expect((await passwordSignIn(name, "Wrong-Horse-7")).body).toMatchObject({
        message: "Incorrect username or password.",
      });
      nowMs += 1000;
      expect((await passwordSignIn(name, password)).body).toMatchObject({
        message: "Password attempts exceeded",
      });
      nowMs += 1000;
      expect((await passwordSignIn(name, password)).status).toBe(name === agent ? 200 : 400);
    },
  );

  it("refuses the SRP bypass, a client number that is 0 modulo N", async () => {
    const bypass = await call("InitiateAuth", {
      ClientId: cognito.clientId,
      AuthFlow: "USER_SRP_AUTH",
      AuthParameters: { USERNAME: agent, SRP_A: "0" },
    });
    expect(bypass.type).toBe("InvalidParameterException:");
  });

  it("refreshes by either way until thirty days are over", async () => {
    await signIn({ username: agent, password });
    const before = await accessToken();
    nowMs += hourMs;
    expect(await cognito.verifyAccessToken(before)).toBeUndefined();
    const { tokens } = await fetchAuthSession({ forceRefresh: true });
    expect(await cognito.verifyAccessToken(String(tokens?.accessToken))).toBeDefined();

    const { body } = await passwordSignIn(agent, password);
    const { RefreshToken } = (body as { AuthenticationResult: { RefreshToken: string } })
      .AuthenticationResult;
    const old = {
      ClientId: cognito.clientId,
      AuthFlow: "REFRESH_TOKEN_AUTH",
      AuthParameters: { REFRESH_TOKEN: RefreshToken },
    };
    expect((await call("InitiateAuth", old)).status).toBe(200);
    nowMs += 30 * 24 * hourMs;
    expect((await call("InitiateAuth", old)).body).toMatchObject({ message: "Refresh Token has expired" });
  });
});

describe("signing out", () => {
  beforeEach(signUpAgent);

  it("ends this session's tokens and no other's", async () => {
    const other = await passwordSignIn(agent, password);
    const { AccessToken } = (other.body as { AuthenticationResult: { AccessToken: string } })
      .AuthenticationResult;
    await signIn({ username: agent, password });
    const token = await accessToken();
    expect(await cognito.verifyAccessToken(token)).toBeDefined();
    await signOut();
    expect(await cognito.verifyAccessToken(token)).toBeUndefined();
    expect((await call("GetUser", { AccessToken: token })).type).toBe("NotAuthorizedException:");
    expect(await cognito.verifyAccessToken(AccessToken)).toBeDefined();
  });

  it("everywhere ends every session", async () => {
    const other = await passwordSignIn(agent, password);
    const { AccessToken, RefreshToken } = (
      other.body as { AuthenticationResult: { AccessToken: string; RefreshToken: string } }
    ).AuthenticationResult;
    await signIn({ username: agent, password });
    await signOut({ global: true });
    expect(await cognito.verifyAccessToken(AccessToken)).toBeUndefined();
    const refreshed = await call("GetTokensFromRefreshToken", { ClientId: cognito.clientId, RefreshToken });
    expect(refreshed.type).toBe("NotAuthorizedException:");
  });
});

describe("the account", () => {
  beforeEach(signUpAgent);

  it("gets a new password by a mailed code, once", async () => {
    await resetPassword({ username: agent });
    const code = lastCode();
    await confirmResetPassword({ username: agent, confirmationCode: code, newPassword: "New-Horse-8" });
    expect((await passwordSignIn(agent, password)).status).toBe(400);
    expect((await passwordSignIn(agent, "New-Horse-8")).status).toBe(200);
    const again = confirmResetPassword({
      username: agent,
      confirmationCode: code,
      newPassword: "Newer-Horse-9",
    });
    expect(await nameOf(again)).toContain("ExpiredCodeException");
  });

  it("tells nobody, when a password is reset, who has an account", async () => {
    const { nextStep } = await resetPassword({ username: "agent2@example.com" });
    expect(nextStep.codeDeliveryDetails.destination).toBe("a***@e***");
    expect((await resetPassword({ username: agent })).nextStep.codeDeliveryDetails.destination).toBe(
      "a***@e***",
    );
    expect(cognito.admin.mailTo("agent2@example.com")).toEqual([]);
  });

  it("lets a reset code expire after an hour", async () => {
    await resetPassword({ username: agent });
    nowMs += hourMs;
    const late = confirmResetPassword({
      username: agent,
      confirmationCode: lastCode(),
      newPassword: "New-Horse-8",
    });
    expect(await nameOf(late)).toContain("ExpiredCodeException");
  });

  it("changes password, name and e-mail, and is gone when deleted", async () => {
    await signIn({ username: agent, password });
    expect(
      await nameOf(updatePassword({ oldPassword: "Wrong-Horse-7", newPassword: "New-Horse-8" })),
    ).toContain("NotAuthorizedException");
    await updatePassword({ oldPassword: password, newPassword: "New-Horse-8" });
    await updateUserAttribute({ userAttribute: { attributeKey: "name", value: "Ada" } });
    await updateUserAttribute({ userAttribute: { attributeKey: "email", value: "ada@example.com" } });
    expect(await fetchUserAttributes()).toMatchObject({ name: "Ada", email: agent.toLowerCase() });
    await confirmUserAttribute({ userAttributeKey: "email", confirmationCode: lastCode("ada@example.com") });
    expect((await passwordSignIn("ada@example.com", "New-Horse-8")).status).toBe(200);
    expect((await passwordSignIn(agent, "New-Horse-8")).status).toBe(400);
    const token = await accessToken();
    await deleteUser();
    expect(await cognito.verifyAccessToken(token)).toBeUndefined();
    expect((await passwordSignIn("ada@example.com", "New-Horse-8")).status).toBe(400);
  });
});

describe("the pool", () => {
  it("is the same after a restart: key, people, sessions, demo account", async () => {
    await signUpAgent();
    await signIn({ username: agent, password });
    const token = await accessToken();
    const { demoAccount } = cognito;
    await server.close();
    await start();
    expect(await cognito.verifyAccessToken(token)).toMatchObject({ token_use: "access" });
    expect(cognito.demoAccount).toEqual(demoAccount);
    expect((await signIn({ username: demoAccount.email, password: demoAccount.password })).isSignedIn).toBe(
      true,
    );
    expect(cognito.admin.groupsOf(demoAccount.email)).toEqual(["CREATORS"]);
  });

  it("keeps no password, and its files from other users of the machine", async () => {
    await signUpAgent();
    const files = readdirSync(dataDir, { recursive: true, encoding: "utf8" })
      .map((name) => join(dataDir, name))
      .filter((path) => statSync(path).isFile());
    expect(files.length).toBeGreaterThan(3);
    for (const path of files) {
      expect(readFileSync(path, "utf8")).not.toContain(password);
      expect(statSync(path).mode & 0o077).toBe(0);
    }
  });

  it("forgets a half-written file a kill left behind", async () => {
    await signUpAgent();
    await server.close();
    writeFileSync(join(dataDir, "users", `.123-1${temporarySuffix}`), '{"sub":');
    await start();
    expect((await passwordSignIn(agent, password)).status).toBe(200);
    expect(readdirSync(join(dataDir, "users")).filter((name) => name.endsWith(temporarySuffix))).toEqual([]);
  });

  it("refuses tokens with another algorithm, key or content", async () => {
    await signUpAgent();
    await signIn({ username: agent, password });
    const [head = "", body = "", signature = ""] = (await accessToken()).split(".");
    const header = JSON.parse(Buffer.from(head, "base64url").toString()) as object;
    const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as object;
    expect(await cognito.verifyAccessToken(`${head}.${body}.${signature}`)).toBeDefined();
    const forged = [
      `${part({ ...header, alg: "none" })}.${body}.`,
      `${part({ ...header, alg: "HS256" })}.${body}.${signature}`,
      `${part({ ...header, kid: "other" })}.${body}.${signature}`,
      `${head}.${part({ ...claims, "cognito:groups": ["ADMINS"] })}.${signature}`,
      `${head}.${body}`,
      "",
    ];
    for (const token of forged) expect(await cognito.verifyAccessToken(token)).toBeUndefined();
  });

  it("shows the mailbox to this machine's own pages only", async () => {
    await signUp({ username: agent, password });
    const read = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${server.url}/local/mail?to=${encodeURIComponent(agent)}`, { headers });
    const own = await read({ origin: "http://localhost:4300" });
    expect(await own.json()).toMatchObject({ messages: [{ to: agent.toLowerCase(), code: lastCode() }] });
    expect((await read({ origin: "https://evil.example" })).status).toBe(403);
  });

  it("answers unknown operations, other clients and broken JSON as Cognito does", async () => {
    expect((await call("MakeCoffee", {})).type).toBe("UnknownOperationException:");
    expect((await call("SignUp", { ClientId: "x", Username: agent, Password: password })).type).toBe(
      "ResourceNotFoundException:",
    );
    expect((await call("GetUser", {})).type).toBe("InvalidParameterException:");
  });
});
