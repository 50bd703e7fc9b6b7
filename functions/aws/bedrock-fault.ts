import { BedrockRuntimeServiceException } from "@aws-sdk/client-bedrock-runtime";
import { type Fault, type ModelFault } from "#functions/ports.ts";

/** What each of Bedrock's errors means to us. By name: their words change. What a fault leads to: functions/edit/draw.ts. */
export const faultOf: Readonly<Record<string, ModelFault>> = {
  ThrottlingException: "busy",
  ModelNotReadyException: "busy",
  ServiceUnavailableException: "busy",
  InternalServerException: "busy",
  ServiceQuotaExceededException: "quota",
  ModelTimeoutException: "timeout",
  AbortError: "timeout",
  TimeoutError: "timeout",
  ModelErrorException: "broken",
  ValidationException: "rejected",
  // Right after a model's first call its Marketplace subscription may take a quarter of an hour.
  AccessDeniedException: "no-access",
  // After its end of life; and for a legacy model that this account has not used lately.
  ResourceNotFoundException: "retired",
};

/** Our own request broke the service's published rules; it is not sent. */
export class WrongRequest extends Error {
  override readonly name = "WrongRequest";
}

export const faulty = (fault: ModelFault, detail: string): Fault => ({ kind: "fault", fault, detail });

/** Runs one call; what the service, the way to it or the deadline made of it is a fault. Bugs of ours are thrown. */
export async function asFault<T>(call: () => Promise<T>): Promise<T | Fault> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const detail = `${error.name}: ${error.message}`.slice(0, 300);
    if (error instanceof WrongRequest) return faulty("rejected", detail);
    const known = faultOf[error.name];
    if (known) return faulty(known, detail);
    if (error instanceof BedrockRuntimeServiceException)
      return faulty(error.$fault === "server" ? "busy" : "unavailable", detail);
    // A connection that was refused or cut off has a code of the operating system.
    if ("code" in error && typeof error.code === "string") return faulty("busy", detail);
    throw error;
  }
}
