import { timingSafeEqual } from "node:crypto";
import { type IncomingMessage, type ServerResponse } from "node:http";
import { answerCors } from "#local/cors.ts";
import { faultRule, type Faults, type FaultService, type FaultTarget } from "#local/faults.ts";
import { BodyTooLarge, type Handle, header, type LocalRequest, readBody, sendJson } from "#local/http.ts";
import { sha256Hex } from "#local/sigv4.ts";

/**
 * The one HTTP server behind which all AWS services but S3 live, told apart by target and path as their requests are.
 * Answers CORS, reads the body once, lets faults strike, and hands the request to the first service that takes it.
 */
export function createAwsFront({
  services,
  faults,
  allowedOrigins,
  adminToken,
}: {
  services: readonly Handle[];
  faults: Faults;
  allowedOrigins: readonly string[];
  adminToken: string;
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const cors = {
    origins: allowedOrigins,
    methods: ["GET", "POST"],
    exposedHeaders: ["x-amzn-errortype", "x-amzn-requestid", "x-amzn-errormessage"],
  };

  return async (request, response) => {
    try {
      if (answerCors(cors, request, response)) return;
      const local: LocalRequest = {
        method: request.method ?? "GET",
        url: request.url ?? "/",
        headers: request.headers,
        body: await readBody(request, bodyLimitBytes),
      };
      if (local.url === faultsPath) {
        answerFaults(local, response, faults, adminToken);
        return;
      }
      if (await isStruck(faults, local, response)) return;
      for (const service of services) if (await service(local, response)) return;
      sendJson(response, 404, {
        __type: "UnknownOperationException",
        message: "No service here takes this.",
      });
    } catch (error) {
      if (error instanceof BodyTooLarge) {
        sendJson(response, 413, { __type: "RequestEntityTooLargeException", message: error.message });
        return;
      }
      // The client left in the middle; there is nobody to answer.
      if (request.destroyed && !request.complete) return;
      console.error(
        `${request.method} ${request.url} ${header(request.headers, "x-amz-target") ?? ""} failed:`,
        error,
      );
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { __type: "InternalFailure", message: "Something went wrong." });
    }
  };
}

/** POST adds a fault rule, DELETE takes all away; the token is in credentials.json of the data folder. */
const faultsPath = "/_local/faults";

const bodyLimitBytes = 30 * 1024 * 1024;

async function isStruck(faults: Faults, request: LocalRequest, response: ServerResponse): Promise<boolean> {
  const target = faultTarget(request);
  if (!target) return false;
  const strike = await faults.strike(target, response);
  switch (strike.outcome) {
    case "proceed":
      return false;
    case "cut":
      return true;
    case "refuse": {
      const { status, code } = { throttle: throttled[target.service], error: failed, retired }[strike.kind];
      const headers = { "content-type": "application/x-amz-json-1.0", "x-amzn-errortype": code };
      sendJson(
        response,
        status,
        { __type: code, message: `A fault was asked for: ${strike.kind}.` },
        headers,
      );
      return true;
    }
  }
}

const retired = { status: 404, code: "ResourceNotFoundException" };
const failed = { status: 500, code: "InternalServerException" };
const throttled: Readonly<Record<FaultService, { status: number; code: string }>> = {
  s3: { status: 503, code: "SlowDown" },
  dynamodb: { status: 400, code: "ProvisionedThroughputExceededException" },
  sqs: { status: 403, code: "RequestThrottled" },
  cognito: { status: 400, code: "TooManyRequestsException" },
  appsync: { status: 429, code: "TooManyRequestsException" },
  bedrock: { status: 429, code: "ThrottlingException" },
};

const targets: readonly (readonly [prefix: string, service: FaultService])[] = [
  ["DynamoDB_20120810.", "dynamodb"],
  ["AmazonSQS.", "sqs"],
  ["AWSCognitoIdentityProviderService.", "cognito"],
];

function faultTarget({ method, url, headers }: LocalRequest): FaultTarget | undefined {
  const target = header(headers, "x-amz-target") ?? "";
  for (const [prefix, service] of targets) {
    if (target.startsWith(prefix)) return { service, operation: target.slice(prefix.length), path: url };
  }
  if (url.startsWith("/model/"))
    return { service: "bedrock", operation: method, path: decodeURIComponent(url) };
  if (url.startsWith("/graphql")) return { service: "appsync", operation: method, path: url };
  return undefined;
}

function answerFaults(request: LocalRequest, response: ServerResponse, faults: Faults, token: string): void {
  const given = header(request.headers, "x-reimagine-token") ?? "";
  // Hashed first: the comparison in constant time wants equal lengths.
  if (!timingSafeEqual(Buffer.from(sha256Hex(given)), Buffer.from(sha256Hex(token)))) {
    sendJson(response, 403, { message: "The token does not match." });
    return;
  }
  if (request.method === "DELETE") {
    sendJson(response, 200, { left: faults.clear() });
    return;
  }
  const rule = parseRule(request.body);
  if (!rule) {
    sendJson(response, 400, { message: "The body is not a fault rule." });
    return;
  }
  faults.add(rule);
  sendJson(response, 200, rule);
}

function parseRule(body: Buffer): ReturnType<typeof faultRule.parse> | undefined {
  try {
    const parsed = faultRule.safeParse(JSON.parse(body.toString()));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
