/** A drawing to come: it is made when it is looked at, so that Plot is loaded only then. */
export class Chart {
  readonly #draw: () => Promise<string>;
  readonly #text: () => string;

  /**
   * A picture that is drawn when it is asked for.
   *
   * @param draw Makes the picture: the text of an SVG element.
   * @param text The same in plain text, for terminals and for those who cannot see the picture.
   */
  constructor(draw: () => Promise<string>, text: () => string) {
    this.#draw = draw;
    this.#text = text;
  }

  /** The picture as the text of an SVG file. */
  svg(): Promise<string> {
    return this.#draw();
  }

  /** The picture in plain text. */
  toString(): string {
    return this.#text();
  }

  /** What a notebook shows. */
  async [Symbol.for("Jupyter.display")](): Promise<Record<string, string>> {
    const svg = await this.#draw();
    return { "image/svg+xml": svg, "text/html": svg, "text/plain": this.#text() };
  }

  /** What the REPL shows. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.#text();
  }
}
