import { defineAuth } from "@aws-amplify/backend";

/** Sign-in with an e-mail address and a password; a new person is in no group and may edit what is theirs. */
export const auth = defineAuth({
  loginWith: { email: true },
  groups: ["ADMINS", "CREATORS", "VIEWERS"],
  accountRecovery: "EMAIL_ONLY",
});
