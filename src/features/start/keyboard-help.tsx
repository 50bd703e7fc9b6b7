import { useEffect, useState } from "react";
import { takesLetters } from "#src/design/is-for-typing.ts";
import { Sheet } from "#src/design/sheet.tsx";
import { keyWords } from "#src/key-words.ts";
import "./keyboard-help.css";

/** What the keys do, shown at `?`. */
export function KeyboardHelp() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== "?" || event.ctrlKey || event.metaKey || takesLetters(event.target)) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
  if (!isOpen) return undefined;
  return (
    <Sheet title={keyWords.title} onClose={() => setOpen(false)}>
      <dl className="keys">
        {keyWords.all.map(({ keys, what }) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
