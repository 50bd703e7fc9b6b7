import { ArrowLeft } from "lucide-react";
import { type ReactNode } from "react";
import { LinkButton } from "#src/design/button.tsx";
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
      <header className="page-head">
        <LinkButton href="/" look="plain" iconOnly label={batchWords.backToPhotos}>
          <ArrowLeft aria-hidden />
        </LinkButton>
        <h1>{title}</h1>
      </header>
      <main>{children}</main>
      {bar && (
        <section className="batch-bar" aria-label={batchWords.next}>
          {bar}
        </section>
      )}
    </div>
  );
}
