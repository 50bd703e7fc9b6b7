import { describe, expect, it } from "vitest";

type AppOrigins = (env: Readonly<Record<string, string | undefined>>) => readonly string[];

// amplify/ is no project of this one, so the compiler is not shown the file.
const path = new URL("../../amplify/custom/origins.ts", import.meta.url).href;
const { appOrigins } = (await import(path)) as { readonly appOrigins: AppOrigins };

describe("the origins that may reach the bucket", () => {
  it("are this machine's when nothing is known", () => {
    expect(appOrigins({})).toEqual(["http://localhost:4300"]);
  });

  it("are the branch's own address on Amplify Hosting, and those that are named", () => {
    const env = {
      AWS_BRANCH: "feature/Sky",
      AWS_APP_ID: "d123",
      REIMAGINE_ORIGINS: "https://app.example.com",
    };
    expect(appOrigins(env)).toEqual(["https://feature-sky.d123.amplifyapp.com", "https://app.example.com"]);
  });

  for (const wrong of [
    "*",
    "https://*.example.com",
    "https://example.com/",
    "example.com",
    "https://a.b/c",
    "null",
  ])
    it(`are exact: ${wrong} is refused`, () => {
      expect(() => appOrigins({ REIMAGINE_ORIGINS: `https://app.example.com, ${wrong}` })).toThrow(
        RangeError,
      );
    });
});
