import { type Page, type Request } from "@playwright/test";

/**
 * What has such an address does not come until it is let.
 * @returns lets it come
 */
export async function hold(
  page: Page,
  address: RegExp,
  isHeld: (request: Request) => boolean = () => true,
): Promise<() => void> {
  let letThem = (): void => undefined;
  const held = new Promise<void>((resolve) => (letThem = resolve));
  await page.route(address, async (route) => {
    if (isHeld(route.request())) await held;
    await route.fallback();
  });
  return () => letThem();
}
