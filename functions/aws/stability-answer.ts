import * as z from "zod/mini";
import { faulty } from "#functions/aws/bedrock-fault.ts";
import { type Fault } from "#functions/ports.ts";

const drawing = z.object({
  images: z.optional(z.array(z.nullable(z.string()))),
  finish_reasons: z.optional(z.array(z.nullable(z.string()))),
});

/** Reads what a Stability model answers. It says 200 also when it declined; then there may be no picture at all. */
export function readDrawing(body: string): { readonly kind: "drawn"; readonly image: Uint8Array } | Fault {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return faulty("broken", "its answer is not JSON");
  }
  const parsed = drawing.safeParse(json);
  if (!parsed.success) return faulty("broken", "its answer has another shape");
  const reason = parsed.data.finish_reasons?.[0];
  if (reason?.startsWith("Filter reason"))
    return faulty(reason.endsWith("output image") ? "filtered-result" : "filtered-words", reason);
  if (reason) return faulty("broken", reason);
  const image = parsed.data.images?.[0];
  return image
    ? { kind: "drawn", image: Buffer.from(image, "base64") }
    : faulty("broken", "it sent no image");
}
