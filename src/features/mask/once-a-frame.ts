/** Shows the newest of many values, once a frame: a finger moves more often than a screen is drawn. */
export function onceAFrame<T>(show: (value: T) => void): (value: T) => void {
  let newest: { readonly value: T } | undefined;
  return (value) => {
    const isAsked = newest !== undefined;
    newest = { value };
    if (isAsked) return;
    requestAnimationFrame(() => {
      const now = newest;
      newest = undefined;
      if (now) show(now.value);
    });
  };
}
