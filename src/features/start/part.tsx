import { Component, type ComponentType, lazy, type ReactNode, Suspense } from "react";
import { NoSignal } from "#src/backend/trouble.ts";
import { Button } from "#src/design/button.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { firstWords as words } from "#src/first-words.ts";

/** A part of the app that is fetched when it is first needed; without a network it may not be there. */
export const part = <P extends object>(load: () => Promise<ComponentType<P>>) =>
  lazy(async () => {
    try {
      return { default: await load() };
    } catch (cause) {
      throw new NoSignal("A part of the app could not be fetched", { cause });
    }
  });

/** Shows a part, what stands for it while it comes, and what to do when it cannot come. Nothing else is disturbed. */
export function Parts({
  waiting,
  children,
  isOptional = false,
}: {
  readonly waiting?: ReactNode;
  readonly children: ReactNode;
  /** The screen is whole without it. */
  readonly isOptional?: boolean;
}) {
  return (
    <CouldNotCome isOptional={isOptional}>
      <Suspense fallback={waiting}>{children}</Suspense>
    </CouldNotCome>
  );
}

interface Props {
  readonly isOptional: boolean;
  readonly children: ReactNode;
}

class CouldNotCome extends Component<Props, { readonly error: unknown }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    const error: unknown = this.state.error;
    if (error === undefined) return this.props.children;
    // A bug is for the boundary above.
    if (!(error instanceof NoSignal)) throw error;
    if (this.props.isOptional) return undefined;
    return (
      <div className="missing-part">
        <TroubleBox trouble={words.trouble.noSignal}>
          <Button onClick={() => window.location.reload()}>{words.common.tryAgain}</Button>
        </TroubleBox>
      </div>
    );
  }
}
