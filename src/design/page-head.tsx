import { ArrowLeft } from "lucide-react";
import { LinkButton } from "./button.tsx";

/** The top of a screen: the way back home, and what the screen is. */
export function PageHead({ title, back }: { readonly title: string; readonly back: string }) {
  return (
    <header className="page-head">
      <LinkButton href="/" look="plain" iconOnly label={back}>
        <ArrowLeft aria-hidden />
      </LinkButton>
      <h1>{title}</h1>
    </header>
  );
}
