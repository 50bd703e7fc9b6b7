import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { firstWords as words } from "#src/first-words.ts";
import { IconButton } from "./button.tsx";

/** A native modal dialog from the bottom of the screen: the browser keeps the focus inside and gives it back. */
export function Sheet({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const opened = dialog.current;
    if (opened && !opened.open) opened.showModal();
    return () => opened?.close();
  }, []);
  return (
    // A click on the backdrop is a click on the dialog itself; Escape is the keyboard's way, and the browser's own.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget && isOutside(event.currentTarget, event)) onClose();
      }}
    >
      <h2 className="sheet-title" id={titleId}>
        {title}
        <IconButton label={words.common.close} onClick={onClose}>
          <X />
        </IconButton>
      </h2>
      {children}
    </dialog>
  );
}

function isOutside(element: Element, { clientX, clientY }: { clientX: number; clientY: number }): boolean {
  const box = element.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}
