const keptAt = "reimagine.notify";

/** Whether the person has asked to be told, and the system lets us. */
export const isNotifying = (): boolean =>
  canNotify() && Notification.permission === "granted" && localStorage.getItem(keptAt) === "on";

export const canNotify = (): boolean => "Notification" in globalThis && "serviceWorker" in navigator;

/** Asks the system when it has not been asked. @returns whether the person is told from now on */
export async function startNotifying(): Promise<boolean> {
  const isGranted = (await Notification.requestPermission()) === "granted";
  if (isGranted) localStorage.setItem(keptAt, "on");
  return isGranted;
}

export const stopNotifying = (): void => localStorage.removeItem(keptAt);
