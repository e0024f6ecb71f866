import { type Exposure, type Policy, type PolicyContext } from "./policy.ts";

/**
 * The decisions of a policy for one period, looked at before anything is done with them: known panelists,
 * at most one decision each, of the policy's kind, known products, none twice in a decision.
 *
 * @throws {TypeError} When there is no list of decisions.
 * @throws {RangeError} When a decision is none that can be carried out.
 *
 * @example
 * ```ts
 * import { exposuresOf } from "./exposures.ts";
 * import { manual } from "./manual.ts";
 * import { stream } from "../random/stream.ts";
 *
 * const context = { t: 0, panelists: [{ id: "p1", features: {} }], products: [{ id: "A" }] };
 * const policy = manual(() => ["A"]);
 * const [met] = exposuresOf(policy, { ...context, random: stream(1), past: [] });
 * if (met?.kind !== "evaluate" || met.products[0] !== "A") throw new Error();
 * ```
 */
export function exposuresOf(policy: Policy, context: PolicyContext): readonly Exposure[] {
  const exposures = policy.decide(context);
  if (!Array.isArray(exposures)) {
    throw new TypeError(
      `Cannot carry out the policy at t = ${context.t}: what it decided is no list`,
    );
  }
  const panelists = new Set(context.panelists.map(({ id }) => id));
  const products = new Set(context.products.map(({ id }) => id));
  for (const exposure of exposures) {
    const panelist = exposure?.panelist;
    const problem = panelists.delete(panelist)
      ? kindProblem(exposure, policy) ?? productProblem(exposure, products)
      : "is not on the panel, or has two decisions";
    if (problem === undefined) continue;
    throw new RangeError(
      `Cannot carry out the policy at t = ${context.t}: the panelist "${panelist}" ${problem}`,
    );
  }
  return exposures;
}

/** Rows of a selection are of that policy alone, and those of that policy begin with one. */
function kindProblem({ kind }: Exposure, { spec: { name } }: Policy): string | undefined {
  const wanted = name === "self_selection" ? "selection" : "evaluate";
  return kind === wanted
    ? undefined
    : `has a decision of the kind "${kind}", and with the policy "${name}" it must be "${wanted}"`;
}

function productProblem(exposure: Exposure, known: ReadonlySet<string>): string | undefined {
  const ids = exposure.kind === "evaluate" ? exposure.products : exposure.choiceSet;
  if (!Array.isArray(ids)) return "has a decision without a list of products";
  if (exposure.kind === "selection" && ids.length === 0) return "is to choose from nothing";
  const strange = ids.find((id) => !known.has(id));
  if (strange !== undefined) return `is to meet "${strange}", which is no product of the study`;
  return new Set(ids).size === ids.length ? undefined : "is to meet a product twice";
}
