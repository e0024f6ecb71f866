import { type ChiSquared, chiSquared } from "../statistics/chi_squared.ts";
import { type Divergence, divergence } from "./divergence.ts";
import { type Humans } from "./humans.ts";
import { type Reworded } from "./in_words_of.ts";
import { type OptionRow, optionRows } from "./option_rows.ts";
import { type Tally } from "./tally.ts";

/** Answers in the words of a survey, and the people they are held against. */
export interface Compared {
  readonly tally: Tally;
  readonly humans: Humans;
  /** How the two sets of options meet. */
  readonly reworded: Reworded;
  /** The seed of what is drawn. */
  readonly seed: number;
  /** Why nothing may be computed of them; absent where it may. */
  readonly withheld?: string | null;
}

/** One comparison of answers with people's: all of a panel's, one model's, or a group's. */
export class Comparison {
  /** Whose answers they are, as in `"haiku"` or `"sex: female"`; null for the whole panel. */
  readonly label: string | null;
  /** The people. */
  readonly humans: Humans;
  /** The answers, in the words of the survey. */
  readonly tally: Tally;
  /** How far they are apart; null without answers, or where no option is in both. */
  readonly divergence: Divergence | null;
  /** The test of fit, at the effective size, with the people's shares taken as exact; null without one. */
  readonly fit: ChiSquared | null;
  /** Option by option, panel and people. */
  readonly options: readonly OptionRow[];
  /** Why there is no divergence; null where there is one. */
  readonly reason: string | null;

  /** Compares answers with people's. */
  constructor({ tally, humans, reworded, seed, withheld = null }: Compared, label: string | null) {
    this.label = label;
    this.humans = humans;
    this.tally = tally;
    this.reason = tally.n === 0 ? "no answers to compare" : reworded.alignmentError ?? withheld;
    this.options = optionRows(tally, humans);
    this.divergence = this.reason === null ? divergenceOf(tally, humans, seed) : null;
    this.fit = this.reason === null ? fitOf(tally, humans) : null;
  }
}

function divergenceOf(tally: Tally, humans: Humans, seed: number): Divergence {
  return divergence(tally, byOption(humans), {
    humanN: humans.worth ?? Infinity,
    ordered: tally.ordered,
    seed,
  });
}

/** The test of fit, where every option that was given is one that people gave too. */
function fitOf(tally: Tally, humans: Humans): ChiSquared | null {
  const people = byOption(humans);
  const isPossible = tally.options.every(({ value }) =>
    (tally.counts[value] ?? 0) === 0 || (people[value] ?? 0) > 0
  );
  if (!isPossible || humans.weights.filter((weight) => weight > 0).length < 2) return null;
  // Answers of one persona are not independent: they count for what they are worth (Rao & Scott 1981).
  const size = Math.max(1, tally.nEffective);
  const counts = Object.fromEntries(
    Object.entries(tally.shares).filter(([option]) => Object.hasOwn(people, option))
      .map(([option, share]) => [option, share * size]),
  );
  return chiSquared(counts, people);
}

function byOption({ options, weights }: Humans): Record<string, number> {
  return Object.fromEntries(options.map((option, at) => [option, weights[at] ?? 0]));
}
