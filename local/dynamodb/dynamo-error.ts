/** A refusal in DynamoDB's own words. */
export class DynamoError extends Error {
  override readonly name = "DynamoError";
  readonly statusCode = 400;
  readonly body: Record<string, unknown>;

  constructor(code: string, message: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.body = { __type: `com.amazonaws.dynamodb.v20120810#${code}`, message, ...extra };
  }
}

export const validationProblem = (message: string): DynamoError =>
  new DynamoError("ValidationException", message);
