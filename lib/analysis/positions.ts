import { type Row } from "../rows/row.ts";
import { type Tallied, type Tally, type TallyContext } from "./tally.ts";
import { categoriesOf, TallyCounter, withoutOptions } from "./tally_counter.ts";

/** Where the options that were chosen had been shown. */
export interface Positions {
  /** The answers by the place of what was chosen among what was shown, from `"1"`. */
  readonly tally: Tally;
  /** The share that each place would have if an option were chosen as often wherever it is shown. */
  readonly expected: readonly number[];
}

/**
 * Counts a question's answers by the position at which the chosen option was shown. What to expect without a
 * bias of order is standardised directly: in each row the place of an option has the option's overall share,
 * so that options shown in one order or its reverse are fair too; where only a part of the list is shown, the
 * share is of the times that the option was there.
 *
 * @param rows Rows of any questions; those without an order are left out.
 * @throws {TypeError} When the question has no options.
 */
export function positions(rows: Iterable<Row>, asked: Tallied, context: TallyContext): Positions {
  if (asked.options === null) throw withoutOptions(asked);
  const chosen = [...rows].flatMap((row) => shownIn(row, asked));
  const places = Math.max(0, ...chosen.map(({ order }) => order.length));
  const options = Array.from({ length: places }, (_, place) => {
    return { value: String(place + 1), label: ordinal(place + 1) };
  });
  const counter = new TallyCounter({
    ...{ key: asked.key, question: asked.question, options, multiple: asked.multiple },
    // What is counted of a row here is the list of places that is made below.
    categories: (answer) => answer as readonly string[],
  }, context);
  const shares = sharesOf(chosen);
  const expected = new Array<number>(places).fill(0);
  for (const { row, order, options: taken } of chosen) {
    counter.count({ ...row, answer: taken.map((one) => String(order.indexOf(one) + 1)) });
    const shown = order.map((option) => shares.get(option) ?? 0);
    const sum = asked.multiple ? 1 : shown.reduce((total, share) => total + share, 0);
    shown.forEach((share, place) => {
      expected[place] = (expected[place] ?? 0) + share / sum / chosen.length;
    });
  }
  return { tally: counter.tally, expected };
}

interface Chosen {
  readonly row: Row;
  readonly order: readonly number[];
  /** The places in the authored list of what was chosen. */
  readonly options: readonly number[];
}

function shownIn(row: Row, asked: Tallied): Chosen[] {
  const { order, status, question, afterStop } = row;
  if (question !== asked.key || afterStop || status !== "ok" || order === null) return [];
  const places = (asked.options ?? []).map(({ value }) => value);
  const options = categoriesOf(row, asked).map((one) => places.indexOf(one))
    .filter((place) => order.includes(place));
  return options.length === 0 && !asked.multiple ? [] : [{ row, order, options }];
}

/** How often each option was chosen of the times that it was shown. */
function sharesOf(chosen: readonly Chosen[]): ReadonlyMap<number, number> {
  const taken = timesOf(chosen.flatMap(({ options }) => options));
  const shown = timesOf(chosen.flatMap(({ order }) => order));
  return new Map(
    [...taken].map(([option, times]) => [option, times / (shown.get(option) ?? times)]),
  );
}

function timesOf(options: readonly number[]): ReadonlyMap<number, number> {
  const times = new Map<number, number>();
  for (const option of options) times.set(option, (times.get(option) ?? 0) + 1);
  return times;
}

function ordinal(place: number): string {
  const isTeen = place % 100 >= 11 && place % 100 <= 13;
  const end = isTeen ? "th" : ["th", "st", "nd", "rd"][place % 10] ?? "th";
  return `shown ${place}${end}`;
}
