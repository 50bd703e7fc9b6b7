/** What stands for something that is still to come. */
export const coming = "[aria-busy=true], .waiting, .skeleton";

/** Whether some of it is on the display. Asking lays the page out: not while the app is starting. */
export function isInView(element: Element): boolean {
  const [box] = element.getClientRects();
  return box !== undefined && box.top < window.innerHeight && box.bottom > 0;
}
