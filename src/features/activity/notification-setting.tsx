import { useState } from "react";
import { settingsWords } from "#src/settings-words.ts";
import { canNotify, isNotifying, startNotifying, stopNotifying } from "./notifying.ts";

/** Notifications are asked for here and nowhere else. */
export function NotificationSetting() {
  const [isOn, setOn] = useState(isNotifying);
  const [isRefused, setRefused] = useState(() => canNotify() && Notification.permission === "denied");
  if (!canNotify()) return undefined;
  const change = async (wanted: boolean): Promise<void> => {
    if (!wanted) {
      stopNotifying();
      setOn(false);
      return;
    }
    const isGranted = await startNotifying();
    setOn(isGranted);
    setRefused(!isGranted);
  };
  return (
    <section aria-labelledby="notify-title">
      <h2 id="notify-title">{settingsWords.notifications}</h2>
      <label className="notify">
        <span>
          {settingsWords.notify}
          <span className="quiet small">{settingsWords.notifyWhat}</span>
        </span>
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ currentTarget }) => void change(currentTarget.checked).catch(reportError)}
        />
      </label>
      <output className="small">{isRefused && settingsWords.notifyRefused}</output>
    </section>
  );
}
