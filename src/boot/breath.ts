/** Lets the browser do what it has waiting. */
export const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
