/** A refusal as Cognito words it: `name` travels as `__type` and in `x-amzn-errortype`, with HTTP 400. */
export class CognitoError extends Error {
  override readonly name: CognitoErrorName;
  constructor(name: CognitoErrorName, message: string) {
    super(message);
    this.name = name;
  }
}

export type CognitoErrorName =
  | "CodeMismatchException"
  | "ExpiredCodeException"
  | "InvalidParameterException"
  | "InvalidPasswordException"
  | "LimitExceededException"
  | "NotAuthorizedException"
  | "ResourceNotFoundException"
  | "SerializationException"
  | "UnknownOperationException"
  | "UserNotConfirmedException"
  | "UserNotFoundException"
  | "UsernameExistsException"
  | "AliasExistsException";

export const notAuthorized = (message = "Incorrect username or password."): CognitoError =>
  new CognitoError("NotAuthorizedException", message);

export const invalid = (message: string): CognitoError =>
  new CognitoError("InvalidParameterException", message);
