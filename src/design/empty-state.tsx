import { type ReactNode } from "react";

/** Nothing here yet: what will be, and how to begin. */
export function EmptyState({
  picture,
  title,
  children,
}: {
  readonly picture?: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="empty">
      {picture}
      <h2>{title}</h2>
      {children}
    </div>
  );
}
