import { escaped } from "../display/escape.ts";

/** The pictures that there are of a result, a method each. Shown by itself it tells which. */
export abstract class Plots {
  /** The names of the pictures. */
  get names(): readonly string[] {
    return Object.getOwnPropertyNames(Object.getPrototypeOf(this))
      .filter((name) => name !== "constructor");
  }

  /** The names of the pictures, in words. */
  toString(): string {
    return `pictures of this result: ${this.names.map((name) => `${name}()`).join(", ")}`;
  }

  /** What a notebook shows. */
  [Symbol.for("Jupyter.display")](): Record<string, string> {
    const text = this.toString();
    return { "text/html": `<div>${escaped(text)}</div>`, "text/plain": text };
  }

  /** What the REPL shows. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }
}
