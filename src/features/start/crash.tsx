import { Component, type ReactNode } from "react";
import { Button } from "#src/design/button.tsx";
import { EmptyState } from "#src/design/empty-state.tsx";
import { firstWords as words } from "#src/first-words.ts";

/** A bug of ours stops here: it is said, and the photos are where they were. */
export class Crash extends Component<{ readonly children: ReactNode }, { readonly crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { readonly crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children;
    return (
      <main>
        <h1 className="only-spoken">{words.appName}</h1>
        <EmptyState title={words.trouble.ours.message}>
          <p className="quiet">{words.trouble.ours.remedy}</p>
          <Button look="main" onClick={() => window.location.reload()}>
            {words.common.reload}
          </Button>
        </EmptyState>
      </main>
    );
  }
}
