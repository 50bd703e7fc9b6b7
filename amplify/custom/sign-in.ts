import { RemovalPolicy } from "aws-cdk-lib";
import {
  type CfnIdentityPool,
  type CfnUserPool,
  type CfnUserPoolClient,
  type CfnUserPoolGroup,
} from "aws-cdk-lib/aws-cognito";

/** What Amplify made for `defineAuth`, as far as it is changed here. */
interface SignIn {
  readonly cfnResources: {
    readonly cfnUserPool: CfnUserPool;
    readonly cfnUserPoolClient: CfnUserPoolClient;
    readonly cfnIdentityPool: CfnIdentityPool;
  };
  readonly groups: Readonly<Record<string, { readonly cfnUserGroup: CfnUserPoolGroup }>>;
}

/**
 * Turns Amplify's defaults into ours: no guests, no hosted sign-in page, groups that carry no rights of their own.
 * `kept`: the accounts outlive their stack. Every photo belongs to an account's id, and no new pool has that id again.
 */
export function hardenSignIn(auth: SignIn, kept: boolean): void {
  const { cfnUserPool, cfnUserPoolClient, cfnIdentityPool } = auth.cfnResources;

  if (kept) {
    cfnUserPool.deletionProtection = "ACTIVE";
    cfnUserPool.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
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
