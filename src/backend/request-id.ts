import { requestId, type RequestId } from "#core/ids.ts";
import { uuidV7 } from "#core/uuid.ts";

/** One for each intent: asking twice with the same one is asking once. */
export const newRequestId = (): RequestId =>
  requestId.parse(uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10))));
