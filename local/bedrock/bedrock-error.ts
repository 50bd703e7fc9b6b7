/** A refusal in Bedrock's own words. Names and statuses: the service model of `bedrock-runtime`. */
export class BedrockError extends Error {
  override readonly name: BedrockErrorName;
  readonly more: Readonly<Record<string, unknown>>;
  constructor(name: BedrockErrorName, message: string, more: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = name;
    this.more = more;
  }
}

export const statusOf = {
  AccessDeniedException: 403,
  IncompleteSignatureException: 400,
  InternalServerException: 500,
  InvalidSignatureException: 403,
  MissingAuthenticationTokenException: 403,
  ModelErrorException: 424,
  ModelNotReadyException: 429,
  ModelTimeoutException: 408,
  ResourceNotFoundException: 404,
  ServiceQuotaExceededException: 400,
  ServiceUnavailableException: 503,
  ThrottlingException: 429,
  UnrecognizedClientException: 403,
  ValidationException: 400,
} as const;
export type BedrockErrorName = keyof typeof statusOf;

export const invalid = (message: string): BedrockError => new BedrockError("ValidationException", message);

/** Stability's services put their complaint into the message as JSON. */
export const invalidDetail = (detail: string): BedrockError => invalid(JSON.stringify({ detail }));

/** What exists on AWS and has no honest answer on this machine says so, and is never made up. */
export const notServedLocally = (what: string): BedrockError =>
  invalid(`${what} is not served locally: the embedded cloud has no model for it. Deploy to AWS to use it.`);
