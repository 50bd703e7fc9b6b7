import { startTransition, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { connectBackend } from "./backend/backend.ts";
import { openDatabase } from "./backend/database.ts";
import { loadOutputs } from "./backend/outputs.ts";
import { breath } from "./boot/breath.ts";
import { settled } from "./boot/settled.ts";
import { watchForOffer } from "./features/start/install.ts";
import { NoBackend } from "./features/start/no-backend.tsx";
import { watchForUpdates } from "./features/start/update.ts";

/** Starts the app in this element of the page. Resolves when React has been told; its first screen may still come. */
export async function startApp(element: HTMLElement): Promise<void> {
  watchForOffer();
  // It takes a moment to open, and the first screen's lists are in it.
  openDatabase().catch(reportError);
  await breath();
  const root = createRoot(element);
  await breath();
  const show = async (): Promise<void> => {
    const answer = await loadOutputs();
    const shown =
      answer.state === "found" ? (
        <App backend={connectBackend(answer.outputs)} />
      ) : (
        <NoBackend why={answer.state} onRetry={() => void show().catch(reportError)} />
      );
    // In pieces, so that the browser can do what it has waiting between them.
    startTransition(() => root.render(<StrictMode>{shown}</StrictMode>));
  };
  watchForUpdates().catch(reportError);
  keepScreensLater(element).catch(reportError);
  await show();
}

async function keepScreensLater(element: HTMLElement): Promise<void> {
  await settled();
  const { keepScreens } = await import("./features/start/keep-screens.ts");
  keepScreens(element);
}
