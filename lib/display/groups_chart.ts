import { Tally } from "../analysis/tally.ts";
import { percent, tallyLines } from "./bars.ts";
import { methodOf } from "./base.ts";
import { Chart } from "./chart.ts";
import { type ChartOptions } from "./chart_options.ts";
import { columns } from "./columns.ts";
import { drawnList } from "./drawn_list.ts";
import { plain } from "./escape.ts";
import { estimateMarks } from "./estimate_marks.ts";
import { framed, type Part } from "./frame.ts";
import { nameOf, type People, peopleValues, sizeOf } from "./people.ts";
import { keyPart } from "./key_part.ts";
import { type Pen, penOf } from "./pen.ts";
import { PERCENT } from "./percent_scale.ts";
import { labelRoom, rowsPart } from "./rows_part.ts";
import { HUMAN, PANEL } from "./series.ts";
import { nothingMark, noticeOf, sharesOf } from "./shares_chart.ts";
import { CHART_WIDTH, SIDE } from "./theme.ts";
import { wrapped } from "./wrapped.ts";

/** The words of a chart of groups, and the people to hold them against. */
export interface GroupsOptions extends ChartOptions {
  /** People by the label of the group that they belong to. @default {} */
  readonly humans?: Readonly<Record<string, People>>;
}

/**
 * The groups of a panel as small pictures side by side: the shares of each with their 95 % intervals, and
 * beside them those of the same group of people.
 *
 * @param groups The tallies of one question by group, as of `result.tally(question, { by })`.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice, groupsChart, instrument, panel, scripted } from "../../mod.ts";
 *
 * const result = await panel().personas([{ name: "Maya", region: "north" }])
 *   .models(scripted({ tier: "pro" }))
 *   .ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) })).run();
 * const north = { shares: { free: 0.4, pro: 0.6 }, n: 340 };
 * const chart = groupsChart(result.tally("tier", { by: "region" }), { humans: { north } });
 * assert.match(String(chart), /north .*people · n = 340/s);
 * ```
 */
export function groupsChart(groups: Iterable<Tally>, options: GroupsOptions = {}): Chart {
  const tallies = drawnList(groups, {
    what: "groups",
    each: "a tally, as result.tally() gives it",
    isOne: (one) => one instanceof Tally,
  });
  const { humans = {}, title = tallies[0]?.text ?? "No data" } = options;
  const { notice = noticeOf(tallies)[0] ?? "" } = options;
  const named = new Map(Object.entries(humans));
  const words = () =>
    plain(
      [...tallies.flatMap((tally) => wordsOf(tally, named)), notice ?? ""].join("\n").trimEnd(),
    );
  return new Chart(async () => {
    const pen = await penOf();
    const keys = [
      { style: PANEL, label: "panel" },
      ...(named.size === 0 ? [] : [{ style: HUMAN, label: "people" }]),
    ];
    const parts = [[keyPart(pen, keys)], ...cells(pen, tallies, named)];
    return framed(pen, tallies.length === 0 ? [] : parts, {
      title,
      foot: [...tallies.slice(0, 1).map(methodOf), notice ?? ""],
      description: words(),
    });
  }, words);
}

const ACROSS = 2;
const LABELS = 22;
const RIGHT = 28;
/** What keeps the last label of one axis from the first of the next, in pixels. */
const GAP = 18;

/** A picture for each group, in rows of two that share the labels at the left. */
function cells(pen: Pen, tallies: readonly Tally[], humans: ReadonlyMap<string, People>): Part[][] {
  const options = tallies[0]?.options ?? [];
  const room = labelRoom(options.flatMap(({ label }) => wrapped(label, LABELS, { most: 4 })));
  const wide = (CHART_WIDTH - room - (ACROSS - 1) * (SIDE + GAP) - ACROSS * RIGHT) / ACROSS;
  const lefts = [0, room + wide + RIGHT + GAP];
  const heads = tallies.map((tally) => headOf(tally, humans.get(labelOf(tally)), wide));
  const tallest = Math.max(0, ...heads.map(({ length }) => length));
  const parts = tallies.map((tally, place) => {
    const isBare = place % ACROSS > 0;
    const head = heads[place] ?? [];
    const lines = [...new Array<string>(tallest - head.length).fill(""), ...head];
    const width = wide + RIGHT + (isBare ? SIDE : room);
    const look = { isBare, width, right: RIGHT, labels: LABELS, row: 38 };
    const drawn = cellPart(pen, tally, humans.get(labelOf(tally)), { head: lines, look });
    return { drawn, left: lefts[place % ACROSS] ?? 0 };
  });
  return Array.from(
    { length: Math.ceil(parts.length / ACROSS) },
    (_, row) => parts.slice(row * ACROSS, (row + 1) * ACROSS),
  );
}

function cellPart(
  pen: Pen,
  tally: Tally,
  humans: People | undefined,
  { head, look }: Pick<Parameters<typeof rowsPart>[1], "look"> & { readonly head: string[] },
): Element {
  const ours = sharesOf(tally, 0).map(({ share: value, ...rest }) => ({ value, ...rest }));
  const theirs = humans === undefined ? [] : peopleValues(humans, tally, 0);
  return rowsPart(pen, {
    rows: tally.options.map(({ value, label }) => ({ key: value, label })),
    heads: [head],
    x: { ...PERCENT, ticks: 2 },
    look: look ?? {},
    marks: (row) => [
      ...estimateMarks(pen, theirs, { row, style: HUMAN, dy: 6 }),
      ...estimateMarks(pen, ours, { row, style: PANEL, dy: humans === undefined ? 0 : -6 }),
      nothingMark(pen, [tally]),
    ],
  });
}

function headOf(tally: Tally, humans: People | undefined, wide: number): string[] {
  const most = Math.floor((wide + RIGHT) / 7.4);
  const people = humans === undefined ? "" : `, people: ${sizeOf(humans)}`;
  return [
    ...wrapped(labelOf(tally), most, { most: 2 }),
    ...wrapped(`n = ${tally.n.toLocaleString("en-GB")}${people}`, most, { most: 2 }),
  ];
}

function labelOf({ context: { label = "" } }: Tally): string {
  return label;
}

function wordsOf(tally: Tally, humans: ReadonlyMap<string, People>): string[] {
  const people = humans.get(labelOf(tally));
  if (people === undefined) return tallyLines(tally);
  const shares = peopleValues(people, tally, 0)
    .map(({ row, value }) => [row, percent(value)]);
  return [
    ...tallyLines(tally),
    `  ${nameOf(people)}`,
    ...columns(shares, [1]).map((line) => `  ${line}`),
  ];
}
