import { Component, type ComponentType, lazy, type ReactNode, Suspense } from "react";
import { MissingPart } from "#src/boot/load-part.ts";
import { NoSignal } from "#src/backend/trouble.ts";
import { Button } from "#src/design/button.tsx";
import { TroubleBox } from "#src/design/trouble-box.tsx";
import { firstWords as words } from "#src/first-words.ts";

/** A part of the app that is fetched when it is first needed; without a network it may not be there. */
export function part<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const fetched = () =>
    lazy(async () => {
      try {
        return { default: await load() };
      } catch (cause) {
        throw new NotHere(() => (Current = fetched()), cause);
      }
    });
  let Current = fetched();
  return function Part(props) {
    return <Current {...props} />;
  };
}

/** A part that did not come. */
class NotHere extends NoSignal {
  /** Forgets that it did not, so that it is fetched when it is next shown. */
  readonly forget: () => void;
  constructor(forget: () => void, cause: unknown) {
    super("A part of the app could not be fetched", { cause });
    this.forget = forget;
  }
}

/** Shows a part, what stands for it while it comes, and what to do when it cannot come. Nothing else is disturbed. */
export function Parts({
  waiting,
  children,
  isOptional = false,
  isScreen = false,
}: {
  readonly waiting?: ReactNode;
  readonly children: ReactNode;
  /** The screen is whole without it. */
  readonly isOptional?: boolean;
  /** There is nothing around it. */
  readonly isScreen?: boolean;
}) {
  return (
    <CouldNotCome isOptional={isOptional} isScreen={isScreen}>
      <Suspense fallback={waiting}>{children}</Suspense>
    </CouldNotCome>
  );
}

/**
 * Shows a part that a screen is whole without, but waits for: the screen around it shows what stands for itself until the
 * part has come, or cannot come, so that nothing moves under a finger then.
 */
export function IfItComes({ children }: { readonly children: ReactNode }) {
  return <CouldNotCome isOptional>{children}</CouldNotCome>;
}

interface Props {
  readonly isOptional: boolean;
  readonly isScreen?: boolean;
  readonly children: ReactNode;
}

class CouldNotCome extends Component<Props, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error };
  }

  override componentDidMount(): void {
    window.addEventListener("online", this.again);
  }

  override componentWillUnmount(): void {
    window.removeEventListener("online", this.again);
  }

  /** Of its own accord when the signal is back, or when asked. */
  readonly again = (): void => {
    const { error } = this.state;
    if (!(error instanceof NotHere)) return;
    error.forget();
    this.setState({ error: undefined });
  };

  override render(): ReactNode {
    const error: unknown = this.state.error;
    if (error === undefined) return this.props.children;
    // A bug is for the boundary above.
    if (!(error instanceof NotHere)) throw error;
    if (this.props.isOptional) return undefined;
    const missing = (
      <div className="missing-part">
        <TroubleBox trouble={words.trouble.noSignal}>
          <Button onClick={error.cause instanceof MissingPart ? this.again : () => window.location.reload()}>
            {words.common.tryAgain}
          </Button>
        </TroubleBox>
      </div>
    );
    if (!this.props.isScreen) return missing;
    return (
      <main>
        <h1 className="only-spoken">{words.appName}</h1>
        {missing}
      </main>
    );
  }
}
