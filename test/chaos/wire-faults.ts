/** A trial: its name, and the rules it gives the embedded cloud's wire (local/faults.ts). */
export type WireTrial = readonly [name: string, rules: readonly WireRule[]];

export interface WireRule {
  readonly service: string;
  readonly operation?: string;
  readonly path?: string;
  /** A few requests by chance when left out. */
  readonly skip?: number;
  readonly times: number;
  readonly fault: object;
}

const strikes = (
  service: string,
  kind: string,
  times: number,
  more: Partial<WireRule> & { readonly delayMs?: number } = {},
): WireRule => {
  const { delayMs, ...rest } = more;
  return { service, times, ...rest, fault: { kind, ...(delayMs === undefined ? {} : { delayMs }) } };
};

/** Everything that can go wrong between two parts. */
export const wireTrials: readonly WireTrial[] = [
  ["S3 throttles", [strikes("s3", "throttle", 2), strikes("s3", "throttle", 2, { operation: "PUT" })]],
  ["S3 answers 500", [strikes("s3", "error", 2), strikes("s3", "error", 2, { operation: "PUT" })]],
  ["S3 is slow", [strikes("s3", "delay", 4, { delayMs: 700 })]],
  ["S3 cuts the line", [strikes("s3", "cut", 2), strikes("s3", "cut", 1, { operation: "GET" })]],
  ["S3 sends other bytes", [strikes("s3", "corrupt", 3, { operation: "GET" })]],
  [
    "S3 acts and its answer is lost",
    [
      strikes("s3", "lose-answer", 2, { operation: "PUT" }),
      strikes("s3", "lose-answer", 1, { operation: "POST" }),
    ],
  ],
  [
    "DynamoDB throttles",
    [strikes("dynamodb", "throttle", 2), strikes("dynamodb", "throttle", 2, { operation: "PutItem" })],
  ],
  ["DynamoDB answers 500", [strikes("dynamodb", "error", 2)]],
  ["DynamoDB is slow", [strikes("dynamodb", "delay", 4, { delayMs: 500 })]],
  ["DynamoDB cuts the line", [strikes("dynamodb", "cut", 3)]],
  ["DynamoDB sends other bytes", [strikes("dynamodb", "corrupt", 2, { operation: "GetItem" })]],
  [
    "DynamoDB writes and its answer is lost",
    [
      strikes("dynamodb", "lose-answer", 2, { operation: "PutItem", skip: 0 }),
      strikes("dynamodb", "lose-answer", 2, { operation: "PutItem" }),
      strikes("dynamodb", "lose-answer", 1, { operation: "TransactWriteItems" }),
    ],
  ],
  [
    "SQS takes the message and its answer is lost",
    [strikes("sqs", "lose-answer", 1, { operation: "SendMessage", skip: 0 })],
  ],
  ["SQS answers 500", [strikes("sqs", "error", 2, { operation: "SendMessage", skip: 0 })]],
  ["SQS throttles and cuts", [strikes("sqs", "throttle", 1, { skip: 0 }), strikes("sqs", "cut", 1)]],
  ["AppSync cuts the line", [strikes("appsync", "cut", 3)]],
  ["AppSync throttles and answers 500", [strikes("appsync", "throttle", 2), strikes("appsync", "error", 2)]],
  ["AppSync sends other bytes", [strikes("appsync", "corrupt", 2)]],
  ["AppSync acts and its answer is lost", [strikes("appsync", "lose-answer", 2)]],
  ["Bedrock throttles", [strikes("bedrock", "throttle", 3, { skip: 0 })]],
  [
    "Bedrock answers 500 and cuts",
    [strikes("bedrock", "error", 2, { skip: 0 }), strikes("bedrock", "cut", 1, { skip: 0 })],
  ],
  ["Bedrock is slow", [strikes("bedrock", "delay", 2, { delayMs: 2500, skip: 0 })]],
  ["Bedrock sends other bytes", [strikes("bedrock", "corrupt", 2, { skip: 0 })]],
  [
    "a model has been retired",
    [
      strikes("bedrock", "retired", 3, { path: "erase", skip: 0 }),
      strikes("bedrock", "retired", 3, { path: "sonnet", skip: 0 }),
    ],
  ],
];
