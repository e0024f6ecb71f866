/** What pictures are drawn with. */
export interface Pen {
  /** Observable Plot. */
  readonly Plot: typeof import("@observablehq/plot");
  /** The document that is drawn into. */
  readonly document: Document;
}

/** A pen; its packages are loaded with the first chart, and it needs no browser. */
export async function penOf(): Promise<Pen> {
  const [Plot, { parseHTML }] = await Promise.all([
    import("@observablehq/plot"),
    import("linkedom"),
  ]);
  return { Plot, document: parseHTML("<!doctype html><html><body></body></html>").document };
}

/** An element of a picture, with its attributes and its text. */
export function element(
  { document }: Pick<Pen, "document">,
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text?: string,
): Element {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}
