import { randomUUID } from "node:crypto";
import { type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { sendJson, type Handle, type LocalRequest } from "#local/http.ts";
import { type SigV4Code, type VerifySigV4 } from "#local/sigv4.ts";
import { BedrockError, notServedLocally, statusOf, type BedrockErrorName } from "./bedrock-error.ts";
import { converse } from "./converse.ts";
import { createBedrockFaults, type BedrockFaults, type Fault } from "./faults.ts";
import { invokeModel } from "./invoke.ts";
import { listFoundationModels, listInferenceProfiles } from "./lists.ts";
import { modelNamed } from "./model.ts";
import { createStudioPool } from "./studio-pool.ts";
import { type Studio } from "./studio.ts";

export interface BedrockOptions {
  readonly verifySigV4: VerifySigV4;
  /** Answers the requests; two worker threads of the engine when left out. Closed with the server. */
  readonly studio?: Studio;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** A JSON list of faults to start with; REIMAGINE_BEDROCK_FAULTS when left out. */
  readonly faults?: string;
}

export interface Bedrock {
  /** POST /model/{id}/invoke and /model/{id}/converse, GET /foundation-models and /inference-profiles */
  readonly handle: Handle;
  readonly faults: BedrockFaults;
  close(): Promise<void>;
}

/**
 * Bedrock's runtime over HTTP/1.1: clients need `NodeHttpHandler`, since the SDK's own default speaks HTTP/2. Requests
 * are checked as the services check them, and answered by the studio from nothing but the request.
 */
export function createBedrock(options: BedrockOptions): Bedrock {
  const { verifySigV4, studio = createStudioPool(), now = Date.now } = options;
  const faults = createBedrockFaults(options.faults ?? process.env["REIMAGINE_BEDROCK_FAULTS"]);
  return {
    faults,
    close: () => studio.close(),
    async handle(request, response) {
      const list = listOf(request);
      if (list !== undefined) {
        answerList(verifySigV4, request, response, list(faults));
        return true;
      }
      const [, encodedId, operation] = /^\/model\/([^/?]+)\/([\w-]+)$/.exec(request.url) ?? [];
      if (encodedId === undefined || operation === undefined || request.method !== "POST") return false;
      const requestId = randomUUID();
      const abandoned = new AbortController();
      response.once("close", () => abandoned.abort());
      try {
        refuseUnsigned(verifySigV4, request);
        const modelId = decoded(encodedId);
        const called = modelNamed(modelId);
        const broken = await strike(faults.next(modelId));
        if (broken !== undefined) send(response, requestId, broken);
        else if (operation === "invoke")
          send(response, requestId, await invokeModel(studio, called, request.body, abandoned.signal));
        else if (operation === "converse")
          send(response, requestId, await converse(studio, called, request.body, now, abandoned.signal));
        else throw notServedLocally(`The operation ${operation}`);
      } catch (error) {
        if (!(error instanceof BedrockError)) throw error;
        refuse(response, requestId, error);
      }
      return true;
    },
  };
}

/** The two lists of the control plane. */
function listOf({ method, url }: LocalRequest): ((faults: BedrockFaults) => object) | undefined {
  if (method !== "GET") return undefined;
  if (/^\/foundation-models(\?|$)/.test(url)) return listFoundationModels;
  return /^\/inference-profiles(\?|$)/.test(url) ? listInferenceProfiles : undefined;
}

function answerList(
  verifySigV4: VerifySigV4,
  request: LocalRequest,
  response: ServerResponse,
  answer: object,
): void {
  const requestId = randomUUID();
  try {
    refuseUnsigned(verifySigV4, request);
    send(response, requestId, answer);
  } catch (error) {
    if (!(error instanceof BedrockError)) throw error;
    refuse(response, requestId, error);
  }
}

const signatureErrors: Readonly<Record<SigV4Code, BedrockErrorName>> = {
  MissingAuthenticationToken: "MissingAuthenticationTokenException",
  IncompleteSignature: "IncompleteSignatureException",
  InvalidClientTokenId: "UnrecognizedClientException",
  SignatureDoesNotMatch: "InvalidSignatureException",
  RequestExpired: "InvalidSignatureException",
};

function refuseUnsigned(verifySigV4: VerifySigV4, request: LocalRequest): void {
  const verified = verifySigV4(request, request.body, "bedrock");
  if (!verified.ok) throw new BedrockError(signatureErrors[verified.code], verified.message);
}

/** Colons and the slashes of ARNs arrive percent-encoded. */
function decoded(encodedId: string): string {
  try {
    return decodeURIComponent(encodedId);
  } catch {
    throw new BedrockError("ValidationException", "The provided model identifier is invalid.");
  }
}

/** Lets a fault act: throws its error, gives the broken answer it stands for, or nothing when the call goes on. */
async function strike(fault: Fault | undefined): Promise<object | undefined> {
  switch (fault?.kind) {
    case undefined:
    case "legacy":
      return undefined;
    case "not-ready":
      throw new BedrockError("ModelNotReadyException", "The model is not ready for inference.");
    case "quota":
      throw new BedrockError(
        "ServiceQuotaExceededException",
        "Your account has reached a quota of this model.",
      );
    case "access-pending":
      throw new BedrockError(
        "AccessDeniedException",
        "Your AWS Marketplace subscription for this model is being processed. Try again in 15 minutes.",
      );
    case "retired":
      throw new BedrockError(
        "ResourceNotFoundException",
        "This model version has reached the end of its life. Please refer to the AWS documentation for more details.",
      );
    case "throttle":
      throw new BedrockError("ThrottlingException", "Too many requests, please wait before trying again.");
    case "model-error":
      throw new BedrockError(
        "ModelErrorException",
        "The system encountered an unexpected error during processing. Try your request again.",
        { originalStatusCode: 500, resourceName: "model" },
      );
    case "server-error":
      throw new BedrockError("InternalServerException", "Internal server error");
    case "timeout":
      await sleep(fault.delayMs, undefined, { ref: false });
      return undefined;
    case "filtered":
      return { finish_reasons: [`Filter reason: ${fault.reason}`] };
    case "missing-image":
      return { seeds: [1], finish_reasons: [null], images: [] };
  }
}

function send(response: ServerResponse, requestId: string, answer: object): void {
  sendJson(response, 200, answer, { "x-amzn-requestid": requestId });
}

function refuse(response: ServerResponse, requestId: string, error: BedrockError): void {
  sendJson(
    response,
    statusOf[error.name],
    { message: error.message, ...error.more },
    {
      "x-amzn-requestid": requestId,
      "x-amzn-errortype": `${error.name}:http://internal.amazon.com/coral/com.amazon.bedrock/`,
    },
  );
}
