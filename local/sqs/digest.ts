import { createHash } from "node:crypto";
import { type MessageAttribute } from "#local/sqs/message.ts";

export const md5Hex = (data: string | Buffer): string => createHash("md5").update(data).digest("hex");

/**
 * The MD5 the SDK checks message attributes against: name, type and value of each, sorted by name, every part
 * preceded by its length in 4 bytes (SQS Developer Guide, "Calculating the MD5 message digest for message attributes").
 */
export function md5OfAttributes(attributes: Readonly<Record<string, MessageAttribute>>): string | undefined {
  const names = Object.keys(attributes).toSorted();
  if (names.length === 0) return undefined;
  const parts = names.flatMap((name) => {
    const { DataType, StringValue, BinaryValue } = attributes[name] ?? { DataType: "String" };
    const isBinary = DataType.startsWith("Binary");
    const value = isBinary ? Buffer.from(BinaryValue ?? "", "base64") : Buffer.from(StringValue ?? "");
    return [
      sized(Buffer.from(name)),
      sized(Buffer.from(DataType)),
      Buffer.from([isBinary ? 2 : 1]),
      sized(value),
    ];
  });
  return md5Hex(Buffer.concat(parts));
}

function sized(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
