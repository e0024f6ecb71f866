/** How people answered a question of a survey, as plain data that a run can keep. */
export interface Humans {
  /** The dataset and question, as in `"gss:HAPPY"`. */
  readonly id: string;
  /** The wording of the question. */
  readonly text: string;
  /** The options in the order of the survey. */
  readonly options: readonly string[];
  /** Whether the options have an order of their own. */
  readonly ordered: boolean;
  /** The counts of the options, or their shares, in their order. */
  readonly weights: readonly number[];
  /** How many people answered; null where it was not published. */
  readonly n: number | null;
  /** How many independent answers those are worth; null where the shares are taken as exact. */
  readonly worth: number | null;
  /** The year of the interviews, a period, or `"pooled"`; null where no date is known. */
  readonly year: number | string | null;
  /** The attribute and group they are, as in `{ sex: "female" }`; empty for everybody. */
  readonly where: Readonly<Record<string, string>>;
  /** What must be known of the numbers; null where nothing must. */
  readonly note: string | null;
  /** On what terms the numbers may be passed on. */
  readonly licence: string;
  /** How to cite the survey. */
  readonly citation: string;
}

/** A baseline, as far as its people are concerned. */
export interface Published {
  /** The dataset and question. */
  readonly id: string;
  /** The wording of the question. */
  readonly text: string;
  /** The options in the order of the survey. */
  readonly options: readonly string[];
  /** Whether the options have an order of their own. */
  readonly ordered: boolean;
  /** The share of each option. */
  readonly shares: Readonly<Record<string, number>>;
  /** How many gave each option; null where only shares are known. */
  readonly counts: Readonly<Record<string, number>> | null;
  /** How many people answered; null where it was not published. */
  readonly n: number | null;
  /** How many independent answers those are worth, where they are weighted. */
  readonly nEffective?: number | null;
  /** The year, a period, or `"pooled"`; null where no date is known. */
  readonly year: number | string | null;
  /** The attribute and group; empty for everybody. */
  readonly where?: Readonly<Record<string, string>>;
  /** On what terms the numbers may be passed on. */
  readonly licence: string;
  /** How to cite the survey. */
  readonly citation: string;
}

/** The people of a baseline as plain data, with what their number is worth. */
export function humansOf(baseline: Published): Humans {
  const { id, text, options, ordered, shares, counts, n, year, licence, citation } = baseline;
  const known = baseline.nEffective ?? n;
  return {
    ...{ id, text, options, ordered, n, year, licence, citation },
    weights: options.map((option) => (counts ?? shares)[option] ?? 0),
    worth: known,
    where: baseline.where ?? {},
    note: noteOf(baseline, known),
  };
}

function noteOf({ counts, nEffective }: Published, known: number | null): string | null {
  if (known === null) {
    return "how many people answered was not published: their shares are taken as exact";
  }
  if (counts !== null || typeof nEffective === "number") return null;
  return "the shares are weighted, and what the weights cost is not known: the humans are worth less than counted here";
}
