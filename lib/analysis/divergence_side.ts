import { Baseline } from "../benchmarks/baseline.ts";
import { type Weights, weightsOf } from "../statistics/distribution.ts";
import { type Sampled } from "../statistics/jackknife_bias.ts";
import { Blend } from "./blend.ts";
import { Tally } from "./tally.ts";

/** Answers that can be compared: a tally, a baseline, or counts or shares in a list or by option. */
export type Answers = Tally | Baseline | Weights;

/** One side of a comparison. */
export interface Side {
  /** The counts or shares by option, in the side's own order. */
  readonly weights: ReadonlyMap<string, number>;
  /** How many answers there are; infinite when the shares are taken as exact. */
  readonly n: number;
  /** How many independent answers they are worth. */
  readonly nEffective: number;
  /** Whether the options have an order of their own. */
  readonly ordered: boolean;
  /** Whether the options have no names, only places. */
  readonly isList: boolean;
  /** How many personas the answers come from, where several come from one; null elsewhere. */
  readonly personas: number | null;
  /** What must be said wherever they are shown; null when nothing must. */
  readonly notice: string | null;
  /** What the bias hangs on, with the options in these places; null when nothing was sampled. */
  sampled(options: readonly string[]): Sampled | null;
}

/**
 * Reads the panel's side.
 *
 * @param n How many answered, where the answers do not say it or are worth another number.
 * @throws {RangeError} When nothing says how many answered, or nobody did.
 */
export function panelSide(panel: Answers, n?: number): Side {
  const size = n ?? ownSize(panel);
  if (size === undefined) {
    throw new RangeError("Cannot judge the panel: shares do not say how many answered, give n");
  }
  if (!(size >= 1 && size < Infinity)) {
    throw new RangeError(`Cannot judge a panel of n = ${size}: it must be from 1 and finite`);
  }
  return sideOf(panel, size);
}

/**
 * Reads the humans' side: a sample where their number is known, and exact shares where it is not.
 *
 * @param n How many answered; infinite to take the shares as exact.
 * @throws {RangeError} When nobody answered.
 */
export function humanSide(human: Answers, n?: number): Side {
  const size = n ?? ownSize(human) ?? Infinity;
  if (!(size >= 1)) {
    throw new RangeError(`Cannot compare with humans of n = ${size}: it must be from 1`);
  }
  return sideOf(human, size);
}

function sideOf(answers: Answers, n: number): Side {
  if (answers instanceof Tally && answers.multiple) {
    throw new TypeError(
      `Cannot compare "${answers.question}": an answer may name several options, so that shares do not add up`,
    );
  }
  const weights = countsOf(answers) ??
    (answers instanceof Tally || answers instanceof Blend || answers instanceof Baseline
      ? inOrder(answers, answers.shares)
      : weightsOf(answers));
  const isWhole = n === ownSize(answers);
  const tally = isWhole && answers instanceof Tally ? answers : null;
  const clusters = tally?.personaCounts?.filter((counts) => counts.some((count) => count > 0));
  const names = [...weights.keys()];
  return {
    weights,
    n,
    nEffective: Math.max(1, tally?.nEffective ?? n),
    ordered: answers instanceof Tally || answers instanceof Baseline ? answers.ordered : false,
    isList: Array.isArray(answers),
    personas: clusters?.length ?? null,
    notice: answers instanceof Tally || answers instanceof Blend ? answers.context.notice : null,
    sampled: (options) => {
      if (n === Infinity) return null;
      const placed = (list: readonly number[]) =>
        options.map((option) => list[names.indexOf(option)] ?? 0);
      if (clusters) return { clusters: alike(clusters, placed) };
      const values = placed([...weights.values()]);
      if (isWhole && countsOf(answers) !== null) return { counts: values };
      if (isWhole && answers instanceof Blend) {
        const variances = [...inOrder(answers, answers.variances).values()];
        return { shares: values, variances: placed(variances) };
      }
      return { shares: values, n: tally?.nEffective ?? n };
    },
  };
}

/** What is made of each list, once of lists that are one: there may be a million clusters, of few kinds. */
function alike<Made>(
  lists: readonly (readonly number[])[],
  make: (list: readonly number[]) => Made,
): Made[] {
  const known = new Map<readonly number[], Made>();
  return lists.map((list) => {
    const made = known.get(list) ?? make(list);
    known.set(list, made);
    return made;
  });
}

/**
 * How many answers there are, where the answers say it: counts that add up to 1 may as well be shares, and a
 * baseline's interviews are the most that its weighted shares can be worth.
 */
function ownSize(answers: Answers): number | undefined {
  if (answers instanceof Tally) return answers.n;
  if (answers instanceof Baseline) return answers.nEffective ?? answers.n ?? undefined;
  const total = [...countsOf(answers)?.values() ?? []].reduce((sum, count) => sum + count, 0);
  return total > 1 ? total : undefined;
}

/** The counts by option; null where there are shares only. */
function countsOf(answers: Answers): ReadonlyMap<string, number> | null {
  if (answers instanceof Blend) return null;
  if (answers instanceof Tally && answers.weighting !== null) return null;
  if (answers instanceof Tally || answers instanceof Baseline) {
    return answers.counts === null ? null : inOrder(answers, answers.counts);
  }
  const weights = weightsOf(answers);
  return [...weights.values()].every(Number.isInteger) ? weights : null;
}

/** By option in the order authored, which a record of numbers as names does not keep. */
function inOrder(
  { options }: Tally | Baseline,
  numbers: Readonly<Record<string, number>>,
): ReadonlyMap<string, number> {
  const names = options.map((option) => typeof option === "string" ? option : option.value);
  return new Map(names.map((name) => [name, numbers[name] ?? 0]));
}
