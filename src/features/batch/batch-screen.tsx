import { Redirect } from "wouter";
import { batchId } from "#core/ids.ts";
import { PlanScreen } from "./plan-screen.tsx";
import { RunScreen } from "./run-screen.tsx";
import "#src/features/activity/activity.css";
import "#src/features/home/home.css";
import "./batch.css";

/** Many photos at once: before it runs, a command and its plan; from then on, what becomes of each photo. */
export function BatchScreen({ batch }: { readonly batch: string | undefined }) {
  if (batch === undefined) return <PlanScreen />;
  const id = batchId.safeParse(batch);
  return id.success ? <RunScreen key={id.data} id={id.data} /> : <Redirect to="/batch" replace />;
}
