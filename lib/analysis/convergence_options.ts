/** The names of the rules by which answers count as enough. */
export type ConvergenceRule = "precision" | "jsd-batch";

/**
 * When answers are enough. By `"precision"`, when every share of every question is known within
 * `halfWidth`; by `"jsd-batch"`, when the last batches of panelists hardly differ from everybody so far,
 * which says little about how well the shares are known.
 */
export interface ConvergenceOptions {
  /** Which of the two rules. @default "precision" */
  readonly rule?: ConvergenceRule | undefined;
  /** How many panelists there are from one check to the next; infinite for none, by precision. @default 20 */
  readonly every?: number | undefined;
  /** The chance that an interval of some share misses the truth at some check, in (0, 1). @default 0.05 */
  readonly alpha?: number | undefined;
  /** By precision: how far the ends of an interval may be from the share, in (0, 0.5). @default 0.1 */
  readonly halfWidth?: number | undefined;
  /** By jsd-batch: the divergence in bits that a batch must stay below, in (0, 1]. @default 0.02 */
  readonly epsilon?: number | undefined;
  /** By jsd-batch: the fewest valid answers to a question. @default 50 */
  readonly minimum?: number | undefined;
  /** By jsd-batch: how many batches in a row must stay below epsilon. @default 3 */
  readonly streak?: number | undefined;
}

/** The options of a rule with nothing left open. */
export type ConvergenceSettings = PrecisionSettings | JsdBatchSettings;

/** The settings by which shares must be known well enough. */
export type PrecisionSettings =
  & { readonly rule: "precision" }
  & Settled<"every" | "alpha" | "halfWidth">;

/** The settings by which batches must hardly differ from the whole. */
export type JsdBatchSettings =
  & { readonly rule: "jsd-batch" }
  & Settled<"every" | "alpha" | "epsilon" | "minimum" | "streak">;

/** Options that have a value. */
export type Settled<Name extends keyof ConvergenceOptions> = {
  readonly [Key in Name]-?: NonNullable<ConvergenceOptions[Key]>;
};

/**
 * The settings that options stand for.
 *
 * @throws {RangeError} When a number is out of range.
 * @throws {TypeError} When there is no such rule, or a number is of the other rule.
 *
 * @example
 * ```ts
 * import { convergenceSettings } from "./convergence_options.ts";
 *
 * const settings = convergenceSettings({ rule: "jsd-batch", epsilon: 0.05 });
 * if (settings.every !== 20) throw new Error();
 * ```
 */
export function convergenceSettings(options: ConvergenceOptions = {}): ConvergenceSettings {
  const { rule = "precision", every = 20, alpha = 0.05 } = options;
  if (every !== Infinity || rule !== "precision") checkWhole("every", every, 1);
  check("alpha", alpha, alpha > 0 && alpha < 1, "in (0, 1)");
  if (rule === "precision") {
    refuse(rule, options, ["epsilon", "minimum", "streak"]);
    const { halfWidth = 0.1 } = options;
    check("halfWidth", halfWidth, halfWidth > 0 && halfWidth < 0.5, "in (0, 0.5)");
    return { rule, every, alpha, halfWidth };
  }
  if (rule !== "jsd-batch") {
    throw new TypeError(`Cannot stop by "${rule}": the rules are "precision" and "jsd-batch"`);
  }
  refuse(rule, options, ["halfWidth"]);
  const { epsilon = 0.02, minimum = 50, streak = 3 } = options;
  check("epsilon", epsilon, epsilon > 0 && epsilon <= 1, "in (0, 1]");
  checkWhole("minimum", minimum, 0);
  checkWhole("streak", streak, 1);
  return { rule, every, alpha, epsilon, minimum, streak };
}

function refuse(
  rule: string,
  options: ConvergenceOptions,
  others: readonly (keyof ConvergenceOptions)[],
): void {
  const stray = others.find((name) => options[name] !== undefined);
  if (stray === undefined) return;
  throw new TypeError(`Cannot use ${stray} with the rule "${rule}": it belongs to the other one`);
}

function checkWhole(name: string, value: number, least: number): void {
  check(name, value, Number.isSafeInteger(value) && value >= least, `a whole number from ${least}`);
}

function check(name: string, value: number, isGood: boolean, wanted: string): void {
  if (isGood) return;
  throw new RangeError(`Cannot use ${value} as ${name}: it must be ${wanted}`);
}
