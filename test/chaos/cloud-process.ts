import { startCloud } from "#local/cloud.ts";
import * as z from "zod/mini";

/** The whole embedded cloud in a process that can be killed: the data folder, then perhaps other handlers, and how many at once. */
const [, , dataDir, handlersDir, messagesAtOnce] = process.argv;
const cloud = await startCloud({
  port: 0,
  dataDir: z.string().parse(dataDir),
  app: "none",
  ...(handlersDir === undefined ? {} : { handlersDir, messagesAtOnce: Number(messagesAtOnce ?? 1) }),
});
process.send?.({ s3Url: cloud.s3Url, awsUrl: cloud.awsUrl, outputs: cloud.outputs });
process.on("SIGTERM", () => void cloud.stop().then(() => process.exit(0)));
process.on("disconnect", () => process.exit(0));
