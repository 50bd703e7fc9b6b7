import { region } from "#local/config.ts";

/** What the app needs to know to find this cloud. */
export type LocalOutputsInput = {
  /** As in `http://127.0.0.1:4302`. */
  readonly awsOrigin: string;
  readonly poolId: string;
  readonly clientId: string;
  readonly demoAccount: { readonly email: string; readonly password: string };
};

/** The same document that a deployment writes into amplify_outputs.json, for this machine. */
export function localOutputs({ awsOrigin, poolId, clientId, demoAccount }: LocalOutputsInput): object {
  return {
    version: "1.4",
    auth: {
      aws_region: region,
      user_pool_id: poolId,
      user_pool_client_id: clientId,
      mfa_methods: [],
      mfa_configuration: "NONE",
      standard_required_attributes: ["email"],
      username_attributes: ["email"],
      user_verification_types: ["email"],
      groups: [
        { ADMINS: { precedence: 0 } },
        { CREATORS: { precedence: 1 } },
        { VIEWERS: { precedence: 2 } },
      ],
      password_policy: {
        min_length: 8,
        require_lowercase: true,
        require_uppercase: true,
        require_numbers: true,
        require_symbols: false,
      },
      unauthenticated_identities_enabled: false,
    },
    data: {
      // Amplify makes the real-time address by replacing "http://" with "wss://", which nothing here answers. The
      // replacement is case-sensitive while addresses are not: in capitals it is left alone, and browsers open a
      // WebSocket for an http address too. See aws-amplify/amplify-js, AWSWebSocketProvider/appsyncUrl.ts.
      url: `${awsOrigin.replace("http:", "HTTP:")}/graphql`,
      aws_region: region,
      default_authorization_type: "AMAZON_COGNITO_USER_POOLS",
      authorization_types: ["AWS_IAM"],
    },
    custom: {
      // amplify_outputs.json has no field for another Cognito; the app puts this one into the parsed configuration.
      local: { userPoolEndpoint: awsOrigin, demoAccount },
    },
  };
}
