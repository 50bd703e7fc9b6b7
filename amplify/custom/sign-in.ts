import { type AuthResources } from "@aws-amplify/plugin-types";

/** Turns Amplify's defaults into ours: no guests, no hosted sign-in page, groups that carry no rights of their own. */
export function hardenSignIn(auth: Pick<AuthResources, "cfnResources" | "groups">): void {
  const { cfnUserPool, cfnUserPoolClient, cfnIdentityPool } = auth.cfnResources;

  cfnUserPool.adminCreateUserConfig = { allowAdminCreateUserOnly: false };
  // The embedded cloud asks for the same: local/cognito/password-policy.ts.
  cfnUserPool.policies = {
    passwordPolicy: {
      minimumLength: 8,
      requireLowercase: true,
      requireUppercase: true,
      requireNumbers: true,
      requireSymbols: false,
      temporaryPasswordValidityDays: 7,
    },
  };

  // Amplify opens the hosted page with https://example.com as its way back.
  cfnUserPoolClient.allowedOAuthFlowsUserPoolClient = false;
  cfnUserPoolClient.addPropertyDeletionOverride("AllowedOAuthFlows");
  cfnUserPoolClient.addPropertyDeletionOverride("AllowedOAuthScopes");
  cfnUserPoolClient.addPropertyDeletionOverride("CallbackURLs");
  cfnUserPoolClient.preventUserExistenceErrors = "ENABLED";
  cfnUserPoolClient.enableTokenRevocation = true;

  cfnIdentityPool.allowUnauthenticatedIdentities = false;
  // The identity pool maps roles by token: with a role, a group's member would get that one instead of everybody's.
  for (const { cfnUserGroup } of Object.values(auth.groups))
    cfnUserGroup.addPropertyDeletionOverride("RoleArn");
}
