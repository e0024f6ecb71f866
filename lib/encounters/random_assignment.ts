import { type Stream } from "../random/stream.ts";
import { balancedQuota } from "./balanced_quota.ts";
import { drawIndependently, weightsOf } from "./independent_draws.ts";
import { latinRows } from "./latin_rows.ts";
import { type Policy, type PolicyContext } from "./policy.ts";
import { type Product } from "./product.ts";

/** How products are assigned by chance. */
export interface RandomAssignmentOptions {
  /** How many different products each panelist meets in a period; 0 for none. @default 1 */
  readonly evaluations?: number | undefined;
  /**
   * `balanced_quota`: in every period, how often any two products are met differs by at most 1.
   * `iid_probs`: each panelist's products are drawn on their own. @default "balanced_quota"
   */
  readonly mode?: "balanced_quota" | "iid_probs" | undefined;
  /**
   * How likely products are drawn, by id; they need not add up to 1, and who is not named is not drawn.
   * Only for `iid_probs`. @default {all alike}
   */
  readonly probabilities?: Readonly<Record<string, number>> | undefined;
  /**
   * `latin`: over the periods, too, each panelist meets every product equally often (up to 1), none again
   * before all were met, and products follow each other in balance. Only for `balanced_quota`.
   * @default "none"
   */
  readonly carryover?: "none" | "latin" | undefined;
}

/**
 * A policy that assigns products by chance. No panelist meets a product twice in a period. Who meets what
 * depends on the seed and on who and what takes part, not on the order of their files.
 *
 * @throws {RangeError} When the number is not a whole one from 0, when a probability is negative or not
 * finite, or when the options do not go together.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { randomAssignment } from "../../mod.ts";
 *
 * const twoEach = randomAssignment({ evaluations: 2, carryover: "latin" });
 * assert.equal(twoEach.spec.name, "random");
 * assert.throws(() => randomAssignment({ evaluations: -1 }), RangeError);
 * ```
 */
export function randomAssignment(options: RandomAssignmentOptions = {}): Policy {
  const { evaluations = 1, mode = "balanced_quota", carryover = "none", probabilities } = options;
  checkOptions({ evaluations, mode, carryover, probabilities });
  return {
    spec: { name: "random", evaluations, mode, carryover, probabilities: probabilities ?? null },
    isDescribed: true,
    check: ({ products }) => {
      if (evaluations > products.length) {
        throw new RangeError(
          `Cannot assign ${evaluations} different products to each panelist: there are ${products.length}`,
        );
      }
      if (mode === "iid_probs") weightsOf(sortedIds(products), evaluations, probabilities);
      return [];
    },
    decide: (context) => {
      if (evaluations === 0) return [];
      const products = sortedIds(context.products);
      const hands = mode === "iid_probs"
        ? independent(context, weightsOf(products, evaluations, probabilities), evaluations)
        : balanced(context, evaluations, carryover);
      return context.panelists.map(({ id }) => ({
        kind: "evaluate",
        panelist: id,
        products: (hands.get(id) ?? []).map((place) => products[place] ?? ""),
      }));
    },
  };
}

type Checked = Required<Omit<RandomAssignmentOptions, "probabilities">> & RandomAssignmentOptions;

function checkOptions({ evaluations, mode, carryover, probabilities }: Checked): void {
  const cannot = (why: string) => new RangeError(`Cannot assign products by chance: ${why}`);
  if (!Number.isSafeInteger(evaluations) || Number(evaluations) < 0) {
    throw cannot(`evaluations must be a whole number from 0, not ${evaluations}`);
  }
  if (mode !== "balanced_quota" && mode !== "iid_probs") {
    throw cannot(`the mode must be "balanced_quota" or "iid_probs", not "${mode}"`);
  }
  if (carryover !== "none" && carryover !== "latin") {
    throw cannot(`carryover must be "none" or "latin", not "${carryover}"`);
  }
  if (mode === "iid_probs" && carryover === "latin") {
    throw cannot(`carryover "latin" balances, and "iid_probs" draws each panelist on their own`);
  }
  if (mode === "balanced_quota" && probabilities !== undefined) {
    throw cannot(`probabilities need the mode "iid_probs"`);
  }
  for (const [id, probability] of Object.entries(probabilities ?? {})) {
    if (probability < 0) throw cannot(`Negative probability ${probability} of the product "${id}"`);
    if (!Number.isFinite(probability)) {
      throw cannot(`the probability of the product "${id}" must be finite, not ${probability}`);
    }
  }
}

// By id, so that a file whose lines were sorted assigns as before.
function sortedIds(list: readonly (Product | { readonly id: string })[]): string[] {
  return list.map(({ id }) => id).sort();
}

function balanced(
  { t, panelists, products, random }: PolicyContext,
  each: number,
  carryover: "none" | "latin",
): Map<string, readonly number[]> {
  const ids = sortedIds(panelists);
  const size = { panelists: ids.length, products: products.length, each };
  const hands = carryover === "latin"
    ? latinRows(size, t, random.fork("latin"))
    : balancedQuota(size, random.fork(t));
  return new Map(ids.map((id, place) => [id, hands[place] ?? []]));
}

function independent(
  { t, panelists, random }: PolicyContext,
  weights: readonly number[],
  count: number,
): Map<string, readonly number[]> {
  const drawn = (stream: Stream) => drawIndependently(weights, count, stream);
  return new Map(panelists.map(({ id }) => [id, drawn(random.fork(t, id))]));
}
