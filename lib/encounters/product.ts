import { type Choosable } from "../instruments/options.ts";
import { pythonRepr } from "../rows/python_repr.ts";

/**
 * A thing that panelists meet over time. Its id is what rows and answers hold; its label is what a
 * panelist reads in a list, its text what they read when they meet it. A product is an option of a
 * question too: `pick(…, products)` and `choice(…, products)` take it as it is.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice, type Product } from "../../mod.ts";
 *
 * const beers: Product[] = [
 *   { id: "b1", label: "Pale ale", attributes: { abv: 5.2 } },
 *   { id: "b2", label: "Stout", text: "Dark, with a dry finish." },
 * ];
 * assert(choice("Which one is yours?", beers).options.length === 2);
 * ```
 */
export interface Product extends Choosable {
  /** What is stored; unique among the products of a study. */
  readonly id: string;
  /** What it is called: `display_name` in files. @default {the id} */
  readonly label?: string | undefined;
  /** What a panelist reads about it: `display_text` in files. @default {made of label and attributes} */
  readonly text?: string | undefined;
  /** What is known of it; shown beside it where features are, and kept in rows. @default {} */
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * What a panelist reads about a product: its text; where it has none, its label and its attributes by
 * name, as in `Pale ale` and, on the next line, `(abv=5.2, hoppy=True)`; where it has neither, that it is
 * an unnamed item. Values stand there as Python writes them, as in the records of other programs.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { productText } from "../../mod.ts";
 *
 * assert.equal(productText({ id: "n", label: "N", attributes: { b: 1, a: true } }), "N\n(a=True, b=1)");
 * assert.equal(productText({ id: "n", text: " A dry stout. " }), "A dry stout.");
 * ```
 */
export function productText({ text = "", label = "", attributes = {} }: Product): string {
  if (text.trim() !== "") return text.trim();
  const known = Object.keys(attributes).sort()
    .map((key) => `${key}=${written(attributes[key])}`).join(", ");
  if (label.trim() === "") return known === "" ? "Unnamed item" : known;
  return known === "" ? label.trim() : `${label.trim()}\n(${known})`;
}

function written(value: unknown): string {
  return typeof value === "string" ? value : nested(value);
}

/** A value as it stands inside another one: there, texts are in quotes. */
function nested(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "string") return pythonRepr(value);
  if (Array.isArray(value)) return `[${value.map(nested).join(", ")}]`;
  if (typeof value !== "object") return String(value);
  const members = Object.entries(value).map(([key, item]) => `${pythonRepr(key)}: ${nested(item)}`);
  return `{${members.join(", ")}}`;
}
