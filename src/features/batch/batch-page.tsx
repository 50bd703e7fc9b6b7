import { type ReactNode } from "react";
import { PageHead } from "#src/design/page-head.tsx";
import { batchWords } from "#src/batch-words.ts";

/** The frame of a batch's screens: where it came from, what it is, and the one thing to do at the bottom. */
export function BatchPage({
  title,
  children,
  bar,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly bar?: ReactNode;
}) {
  return (
    <div className="page batch">
      <PageHead title={title} back={batchWords.backToPhotos} />
      <main>{children}</main>
      {bar && (
        <section className="batch-bar" aria-label={batchWords.next}>
          {bar}
        </section>
      )}
    </div>
  );
}
