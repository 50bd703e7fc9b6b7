import { X } from "lucide-react";
import { useEffect } from "react";
import { Link } from "wouter";
import { createStore, useStore } from "#src/backend/store.ts";
import { firstWords as words } from "#src/first-words.ts";
import { Button, IconButton } from "./button.tsx";

export interface Toast {
  readonly text: string;
  readonly link?: { readonly href: string; readonly text: string };
  readonly action?: { readonly text: string; readonly run: () => void };
  /** Called when it goes without the action having been taken. */
  readonly onGone?: () => void;
  readonly forMs?: number;
}
type Shown = Toast & { readonly id: number };

const usualMs = 6000;
const most = 3;
const toasts = createStore<readonly Shown[]>([]);
let last = 0;

/** Says something without being asked. It goes by itself. */
export function toast(said: Toast): void {
  last += 1;
  const id = last;
  toasts.update((now) => {
    for (const old of now.slice(0, Math.max(0, now.length + 1 - most))) old.onGone?.();
    return [...now, { ...said, id }].slice(-most);
  });
}

function dismiss(id: number, acted: boolean): void {
  const gone = toasts.get().find((one) => one.id === id);
  if (gone === undefined) return;
  toasts.update((now) => now.filter((one) => one.id !== id));
  if (!acted) gone.onGone?.();
}

export function Toasts() {
  const shown = useStore(toasts);
  return (
    <output className="toasts" aria-live="polite">
      {shown.map((one) => (
        <ToastLine key={one.id} toast={one} />
      ))}
    </output>
  );
}

function ToastLine({ toast: { id, text, link, action, forMs = usualMs } }: { readonly toast: Shown }) {
  useEffect(() => {
    const timer = setTimeout(() => dismiss(id, false), forMs);
    return () => clearTimeout(timer);
  }, [id, forMs]);
  return (
    <div className="toast">
      <p>{text}</p>
      {link && (
        <Link className="button" href={link.href} onClick={() => dismiss(id, true)}>
          {link.text}
        </Link>
      )}
      {action && (
        <Button
          onClick={() => {
            dismiss(id, true);
            action.run();
          }}
        >
          {action.text}
        </Button>
      )}
      <IconButton label={words.common.close} onClick={() => dismiss(id, false)}>
        <X />
      </IconButton>
    </div>
  );
}
