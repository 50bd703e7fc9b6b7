/** As much of a page as drawing a kept screen asks for: it notes every element that is made, and runs nothing. */
export class PlainPage {
  readonly made: PlainElement[] = [];
  readonly texts: string[] = [];

  /** Typed as the page's own: what is asked of it here is all that is asked of a page. */
  asPage(): Pick<Document, "createElement" | "createElementNS" | "createTextNode"> {
    const page: unknown = {
      createElement: (tag: string) => this.make(tag),
      createElementNS: (_namespace: string, tag: string) => this.make(tag),
      createTextNode: (text: string) => {
        this.texts.push(text);
        return text;
      },
    };
    return page as Document;
  }

  private make(tag: string): PlainElement {
    const element = new PlainElement(tag);
    this.made.push(element);
    return element;
  }
}

class PlainElement {
  readonly attributes = new Map<string, string>();
  readonly styles = new Map<string, string>();
  readonly children: unknown[] = [];
  readonly style = { setProperty: (name: string, value: string) => void this.styles.set(name, value) };
  readonly tag: string;

  constructor(tag: string) {
    this.tag = tag;
  }
  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }
  append(...children: readonly unknown[]): void {
    this.children.push(...children);
  }
}
