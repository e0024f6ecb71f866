import { sum } from "simple-statistics";
import { kishSize } from "./kish_size.ts";

/** Somebody's attributes by name, as a persona has them; those with margins are texts or numbers. */
export type Attributes = Readonly<Record<string, unknown>>;

/** For each attribute the total that each of its values should have: people or shares. */
export type Margins = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Weights that give a sample the margins asked for. */
export interface Raked {
  /** The weight of each person, in order; they add up to the total of a margin. */
  readonly weights: readonly number[];
  /** How many people with equal weights are worth as much, (Σw)²/Σw² (Kish 1965). */
  readonly nEffective: number;
  /** Where the weights come from, as in `"raked to sex and region"`. */
  readonly source: string;
}

/**
 * Weights a sample so that its attributes have the margins asked for, by iterative proportional fitting
 * (Deming and Stephan 1940): of all weights with these margins those nearest to equal ones.
 *
 * @param sample The people, with every attribute that has a margin: a pack, or any list.
 * @param margins The total of each value of each attribute; all attributes with the same sum.
 * @throws {TypeError} When somebody lacks an attribute, or has a value that its margin does not have.
 * @throws {RangeError} When a total is negative or not finite, totals differ in their sum, nobody has a value
 * that should have a total above 0, or no weights have all the margins.
 *
 * @example
 * ```ts
 * import { rake } from "../../mod.ts";
 *
 * const sample = [{ sex: "f" }, { sex: "f" }, { sex: "f" }, { sex: "m" }];
 * const { weights, nEffective } = rake(sample, { sex: { f: 50, m: 50 } });
 * if (weights[3] !== 50 || nEffective.toFixed(9) !== "3.000000000") throw new Error(`${weights} ${nEffective}`);
 * ```
 */
export function rake(sample: Iterable<Attributes>, margins: Margins): Raked {
  const people = [...sample];
  const goals = Object.entries(margins).map(([name, totals]) => goalOf(people, name, totals));
  checkTotals(goals);
  const [first] = goals;
  if (first === undefined) throw new RangeError("Cannot weight the sample: there are no margins");
  const weights = new Array<number>(people.length).fill(first.total / people.length);
  for (let step = 0; step < MOST_STEPS; step++) {
    if (!(Math.max(...goals.map((goal) => fit(weights, goal))) <= CLOSE)) continue;
    const source = `raked to ${Object.keys(margins).join(" and ")}`;
    return { weights, nEffective: kishSize(weights), source };
  }
  throw new RangeError(
    `Cannot weight the sample: no weights found that have the margins of ${
      goals.map(({ name }) => `"${name}"`).join(" and ")
    } together`,
  );
}

const MOST_STEPS = 1000;
const CLOSE = 1e-12;

/** An attribute's totals, and which of them each person counts towards. */
interface Goal {
  readonly name: string;
  readonly totals: readonly number[];
  readonly total: number;
  readonly places: readonly number[];
}

function goalOf(
  sample: readonly Attributes[],
  name: string,
  given: Readonly<Record<string, number>>,
): Goal {
  const values = Object.keys(given);
  const totals = Object.values(given);
  const places = sample.map((person) => {
    const place = values.indexOf(String(person[name]));
    if (place >= 0) return place;
    const has = person[name] === undefined ? "lacks it" : `has "${String(person[name])}"`;
    throw new TypeError(
      `Cannot weight by "${name}": somebody ${has}, the margin has ${values.join(", ")}`,
    );
  });
  totals.forEach((total, place) => {
    if (!(total >= 0 && total < Infinity)) {
      throw new RangeError(
        `Cannot weight by "${name}": ${total} is no total of "${values[place]}"`,
      );
    }
    if (total > 0 && !places.includes(place)) {
      throw new RangeError(`Cannot weight by "${name}": nobody has "${values[place]}"`);
    }
  });
  return { name, totals, total: sum(totals), places };
}

function checkTotals(goals: readonly Goal[]): void {
  for (const { name, total } of goals) {
    const first = goals[0]?.total ?? total;
    if (total > 0 && Math.abs(total - first) <= 1e-9 * first) continue;
    throw new RangeError(
      `Cannot weight by "${name}": its totals add up to ${total}, those of ` +
        `"${goals[0]?.name}" to ${first}`,
    );
  }
}

/** Gives the weights one margin; how far off the farthest total was, as a part of it. */
function fit(weights: number[], { totals, places }: Goal): number {
  const sums = new Array<number>(totals.length).fill(0);
  places.forEach((place, person) => {
    sums[place] = (sums[place] ?? 0) + (weights[person] ?? NaN);
  });
  const factors = totals.map((total, place) => total === 0 ? 0 : total / (sums[place] ?? NaN));
  places.forEach((place, person) => {
    weights[person] = (weights[person] ?? NaN) * (factors[place] ?? NaN);
  });
  return Math.max(
    ...factors.map((factor, place) => totals[place] === 0 ? 0 : Math.abs(factor - 1)),
  );
}
