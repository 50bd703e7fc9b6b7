import { type ReactNode } from "react";
import { type Sentences } from "#src/backend/trouble.ts";

/** What happened and what to do next, always both. */
export function TroubleBox({
  trouble: { message, remedy },
  children,
}: {
  readonly trouble: Sentences;
  readonly children?: ReactNode;
}) {
  return (
    <div className="trouble" role="alert">
      <strong>{message}</strong>
      <span className="quiet">{remedy}</span>
      {children}
    </div>
  );
}
