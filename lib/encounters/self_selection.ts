import { shuffle } from "../random/shuffle.ts";
import { type Policy } from "./policy.ts";
import { type Product } from "./product.ts";
import { type Stream } from "../random/stream.ts";

/** What is shown to choose from, and how. */
export interface SelfSelectionOptions {
  /** How many products each panelist is shown; null for all of them. @default null */
  readonly show?: number | null | undefined;
  /**
   * `random`: shuffled for each prompt, which is recorded; `file`: in the order of the products' file, as
   * programs do that favour what comes first. @default "random"
   */
  readonly order?: "random" | "file" | undefined;
  /** Whether the prompt lets the panelist take nothing. @default true */
  readonly allowEmpty?: boolean | undefined;
}

/**
 * A policy that shows products and lets the panelist choose: all of them, or a sample drawn for each
 * panelist and period. What is then evaluated is for the {@linkcode Rules} to say.
 *
 * @throws {RangeError} When the number is not a whole one from 1.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { selfSelection } from "../../mod.ts";
 *
 * assert.deepEqual(selfSelection({ show: 8 }).spec, {
 *   name: "self_selection",
 *   show: 8,
 *   order: "random",
 *   allowEmpty: true,
 * });
 * ```
 */
export function selfSelection(
  { show = null, order = "random", allowEmpty = true }: SelfSelectionOptions = {},
): Policy {
  if (show !== null && !(Number.isSafeInteger(show) && show >= 1)) {
    throw new RangeError(
      `Cannot show ${show} products: it must be a whole number from 1, or null for all`,
    );
  }
  if (order !== "random" && order !== "file") {
    throw new RangeError(`Cannot show products in the order "${order}": it is "random" or "file"`);
  }
  return {
    spec: { name: "self_selection", show, order, allowEmpty },
    isDescribed: true,
    decide: ({ t, panelists, products, random }) => {
      const catalog = products.map(({ id }) => id);
      return panelists.map(({ id: panelist }) => ({
        kind: "selection",
        panelist,
        choiceSet: show === null || show >= catalog.length
          ? catalog
          : sampled(products, show, random.fork(t, panelist)),
        order,
        allowEmpty,
      }));
    },
  };
}

/** So many products, in the order of their file; which ones does not depend on that order. */
function sampled(products: readonly Product[], count: number, random: Stream): string[] {
  const drawn = new Set(shuffle(products.map(({ id }) => id).sort(), random).slice(0, count));
  return products.map(({ id }) => id).filter((id) => drawn.has(id));
}
