/** What stands between quotation marks is taken out before a command is read, and put back where it is said. */
export function takeQuotes(command: string): { readonly text: string; readonly quotes: readonly string[] } {
  const quotes: string[] = [];
  const text = command.replaceAll(
    /"([^"]+)"|“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»|(?<=^|\s)'([^']+)'(?=$|[\s,;.])/g,
    (_, ...groups: (string | undefined)[]) => {
      quotes.push(groups.slice(0, 5).find((group) => group !== undefined) ?? "");
      return `⟦${quotes.length - 1}⟧`;
    },
  );
  return { text, quotes };
}

/** Text from {@link takeQuotes}, with the quotes again. */
export const restore = (text: string, quotes: readonly string[]): string =>
  text.replaceAll(/⟦(\d+)⟧/g, (_, index: string) => `“${quotes[Number(index)] ?? ""}”`);
