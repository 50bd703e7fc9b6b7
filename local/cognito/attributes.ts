import * as z from "zod/mini";
import { invalid } from "./cognito-error.ts";

export const attributeList = z.array(z.object({ Name: z.string(), Value: z.optional(z.string()) }));

export const emailAddress = z.email().check(z.maxLength(254));

/** Standard attributes a person may write (OpenID Connect Core 1.0, section 5.1); `sub` and the verified flags are ours. */
const writable = new Set([
  "address",
  "birthdate",
  "email",
  "family_name",
  "gender",
  "given_name",
  "locale",
  "middle_name",
  "name",
  "nickname",
  "phone_number",
  "picture",
  "preferred_username",
  "profile",
  "website",
  "zoneinfo",
]);

/** Name → value. Throws InvalidParameterException for a name the pool does not have or a value over 2048 characters. */
export function readAttributes(list: z.infer<typeof attributeList>): Record<string, string> {
  for (const { Name, Value = "" } of list) {
    if (Name === "email_verified" || Name === "sub")
      throw invalid(`Cannot modify the non-mutable attribute ${Name}`);
    if (!writable.has(Name))
      throw invalid(`Attributes did not conform to the schema: ${Name}: Attribute does not exist`);
    if (Value.length > 2048)
      throw invalid(
        `Attributes did not conform to the schema: ${Name}: String must be no longer than 2048 characters`,
      );
  }
  return Object.fromEntries(list.map(({ Name, Value = "" }) => [Name, Value]));
}
