import { shareDifference } from "../statistics/share_difference.ts";
import { type Interval } from "../statistics/wilson.ts";
import { type Humans } from "./humans.ts";
import { type Tally } from "./tally.ts";

/** One option: how many of the panel and of the people gave it. */
export interface OptionRow {
  /** The option, in the words of the survey where it has it. */
  readonly option: string;
  /** The share of the people; null of an option that the survey does not have. */
  readonly human: number | null;
  /** The share of the panel; null without answers. */
  readonly panel: number | null;
  /** How many of the panel's answers it is; of a blend, of all models' together. */
  readonly count: number;
  /** The 95 % interval of the panel's share, at its effective size; null without answers. */
  readonly interval: Interval | null;
  /** The panel's share less the people's, with its 95 % interval; null where one of them is. */
  readonly difference: (Interval & { readonly difference: number }) | null;
}

/** Option by option, panel and people. */
export function optionRows(tally: Tally, { options, weights, worth }: Humans): OptionRow[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return tally.options.map(({ value: option }) => {
    const at = options.indexOf(option);
    const human = at < 0 ? null : (weights[at] ?? 0) / sum;
    const panel = tally.shares[option] ?? null;
    const interval = tally.intervals[option] ?? null;
    const difference = human === null || panel === null || interval === null
      ? null
      : differenceOf({ panel, interval, n: tally.nEffective }, human, worth);
    return { option, human, panel, count: tally.counts[option] ?? 0, interval, difference };
  });
}

function differenceOf(
  { panel, interval, n }: {
    readonly panel: number;
    readonly interval: Interval;
    readonly n: number;
  },
  human: number,
  worth: number | null,
): OptionRow["difference"] {
  if (worth === null) {
    const { low, high } = interval;
    return { difference: panel - human, low: low - human, high: high - human };
  }
  const size = Math.max(1, n);
  return shareDifference(
    { successes: panel * size, n: size },
    { successes: human * worth, n: worth },
  );
}
