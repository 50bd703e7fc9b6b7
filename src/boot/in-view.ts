/** Whether some of it is on the display. */
export function isInView(element: Element): boolean {
  const [box] = element.getClientRects();
  return box !== undefined && box.top < window.innerHeight && box.bottom > 0;
}

/** Whether something on the display stands for what is still to come. */
export const isComing = (root: Element): boolean =>
  [...root.querySelectorAll("[aria-busy=true], .waiting, .skeleton")].some(isInView);
