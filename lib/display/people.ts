import { type Divergence, divergence } from "../analysis/divergence.ts";
import { type Humans } from "../analysis/humans.ts";
import { type Tally } from "../analysis/tally.ts";
import { Baseline } from "../benchmarks/baseline.ts";
import { wilson } from "../statistics/wilson.ts";
import { type InRowValue } from "./estimate_marks.ts";

/** People to hold a panel against: a baseline is such, and so are shares by option with how many answered. */
export interface People {
  /** The share of each option. */
  readonly shares: Readonly<Record<string, number>>;
  /** How many people answered; null where it is not known. */
  readonly n: number | null;
  /** How many independent answers those are worth. @default {n} */
  readonly nEffective?: number | null;
  /** What they are called. @default "people" */
  readonly id?: string;
  /** When they were asked. */
  readonly year?: number | string | null;
  /** The attribute and group they are of. */
  readonly where?: Readonly<Record<string, string>>;
}

/** The people of a calibration as charts take them. */
export function asPeople(humans: Humans): People {
  const { id, n, worth: nEffective, year, where, options, weights } = humans;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const shares = Object.fromEntries(
    options.map((option, at) => [option, (weights[at] ?? 0) / sum]),
  );
  return { id, n, nEffective, year, where, shares };
}

/** How people are named: what they are called, who they are, when they were asked, and how many they are. */
export function nameOf(people: People): string {
  const { id = "people", year, where = {} } = people;
  const when = year === undefined || year === null ? "" : ` ${year}`;
  return [`${id}${when}`, ...Object.values(where), sizeOf(people)].join(" · ");
}

/** How many people there are, as far as it is known. */
export function sizeOf({ n, nEffective }: People): string {
  if (n !== null) return `n = ${inDigits(n)}`;
  return typeof nEffective === "number" ? `worth ${inDigits(nEffective)}` : "n not known";
}

function inDigits(number: number): string {
  return Math.round(number).toLocaleString("en-GB");
}

/** What people are worth in independent answers; infinite where their shares are taken as exact. */
function worthOf({ n, nEffective }: People): number {
  return nEffective ?? n ?? Infinity;
}

/** The shares of people in the rows of a group, with Wilson intervals, or none where they are exact. */
export function peopleValues(people: People, tally: Tally, group: number): InRowValue[] {
  const byOption = new Map(Object.entries(people.shares));
  const worth = worthOf(people);
  return tally.options.map(({ value: row }) => {
    const value = byOption.get(row) ?? 0;
    const interval = worth === Infinity
      ? { low: value, high: value }
      : wilson(value * worth, worth);
    return { group, row, value, ...interval };
  });
}

/** How far a panel is from people; null where nobody of the panel answered. */
export function apart(panel: Tally, people: People): Divergence | null {
  if (panel.nEffective === 0) return null;
  if (people instanceof Baseline) return divergence(panel, people);
  return divergence(panel, people.shares, { humanN: worthOf(people), ordered: panel.ordered });
}
