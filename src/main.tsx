import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./design/tokens.css";
import "./design/base.css";
import "./design/parts.css";
import { App } from "./app.tsx";
import { connectBackend } from "./backend/backend.ts";
import { openDatabase } from "./backend/database.ts";
import { loadOutputs } from "./backend/outputs.ts";
import { NoBackend } from "./features/start/no-backend.tsx";
import { watchForUpdates } from "./features/start/update.ts";

// It takes a moment to open, and the first screen's lists are in it.
openDatabase().catch(reportError);

const element = document.getElementById("root");
if (element === null) throw new Error("index.html has no #root");
const root = createRoot(element);

async function start(): Promise<void> {
  const answer = await loadOutputs();
  root.render(
    <StrictMode>
      {answer.state === "found" ? (
        <App backend={connectBackend(answer.outputs)} />
      ) : (
        <NoBackend why={answer.state} onRetry={() => void start().catch(reportError)} />
      )}
    </StrictMode>,
  );
}

void start().catch(reportError);
watchForUpdates().catch(reportError);
