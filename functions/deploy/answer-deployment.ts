import * as z from "zod/mini";

/** What CloudFormation sends to a custom resource. */
const request = z.object({
  RequestType: z.enum(["Create", "Update", "Delete"]),
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
});

/**
 * Does a custom resource's work and tells CloudFormation how it ended; without an answer a deployment waits an hour.
 * Deleting does nothing: what it made is deleted with what holds it.
 * @param resourceId the same for as long as it is the same thing
 */
export async function answerDeployment(
  event: unknown,
  resourceId: string,
  make: () => Promise<Readonly<Record<string, string>>>,
): Promise<void> {
  const { RequestType, ResponseURL, ...asked } = request.parse(event);
  const answer = RequestType === "Delete" ? { Status: "SUCCESS" } : await outcome(make);
  const told = await fetch(ResponseURL, {
    method: "PUT",
    // Signed without a content type; any would spoil the signature.
    headers: { "content-type": "" },
    body: JSON.stringify({ ...asked, PhysicalResourceId: resourceId, ...answer }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!told.ok) throw new Error(`CloudFormation answered ${told.status}`);
}

async function outcome(make: () => Promise<Readonly<Record<string, string>>>): Promise<object> {
  try {
    return { Status: "SUCCESS", Data: await make() };
  } catch (error) {
    // CloudFormation shows this to whoever deploys, and rolls back.
    return { Status: "FAILED", Reason: error instanceof Error ? error.message : String(error) };
  }
}
