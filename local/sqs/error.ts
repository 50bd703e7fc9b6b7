/** A refusal in SQS's own words; `code` is the name the SDK gives the exception. */
export class SqsError extends Error {
  override readonly name = "SqsError";
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
