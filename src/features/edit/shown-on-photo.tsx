import { type ReactNode, useId } from "react";

/** What a form says of the places that are shown on the photo itself: what they are for, and what they come to. */
export function ShownOnPhoto({
  title,
  why,
  said,
  children,
}: {
  readonly title: string;
  readonly why: string | undefined;
  /** Read out when it changes. */
  readonly said: string | undefined;
  readonly children?: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="legend">
        {title}
      </h3>
      {why !== undefined && <p className="small quiet">{why}</p>}
      <p className="small" aria-live="polite">
        {said}
      </p>
      {children}
    </section>
  );
}
