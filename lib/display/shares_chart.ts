import { Tally } from "../analysis/tally.ts";
import { tallyLines } from "./bars.ts";
import { base, methodOf, NOTHING } from "./base.ts";
import { Chart } from "./chart.ts";
import { width } from "./columns.ts";
import { drawnList } from "./drawn_list.ts";
import { plain } from "./escape.ts";
import { framed } from "./frame.ts";
import { intervalMarks } from "./interval_marks.ts";
import { type Pen, penOf } from "./pen.ts";
import { PERCENT } from "./percent_scale.ts";
import { centred, IN_ROW, type InRow, rowsPart } from "./rows_part.ts";
import { COLOURS } from "./theme.ts";
import { wrapped } from "./wrapped.ts";

/** A share of a tally, with its interval. */
export interface ShareInRow extends InRow {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const HEAD_COLUMNS = 82;

/**
 * Shares with their 95 % intervals, as bars; several tallies of one question one below the other.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice, instrument, panel, scripted, sharesChart } from "../../mod.ts";
 *
 * const result = await panel().personas([{ name: "Maya" }]).models(scripted({ tier: "pro" }))
 *   .ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) })).run();
 * assert((await sharesChart([result.tally("tier")]).svg()).startsWith("<svg"));
 * ```
 */
export function sharesChart(tallies: Iterable<Tally>): Chart {
  const all = drawnList(tallies, {
    what: "shares",
    each: "a tally, as result.tally() gives it",
    isOne: (one) => one instanceof Tally,
  });
  const lines = () => plain([...all.flatMap(tallyLines), ...noticeOf(all)].join("\n"));
  return new Chart(async () => {
    const pen = await penOf();
    return framed(pen, all.length === 0 ? [] : [[sharesPart(pen, all)]], {
      title: all[0]?.text ?? "No data",
      foot: footOf(all),
      description: lines(),
    });
  }, lines);
}

function sharesPart(pen: Pen, tallies: readonly Tally[]): Element {
  const { Plot } = pen;
  const bars = tallies.flatMap(sharesOf);
  return rowsPart(pen, {
    rows: (tallies[0]?.options ?? []).map(({ value, label }) => ({ key: value, label })),
    heads: tallies.length > 1 ? tallies.map(headOf) : [[]],
    x: PERCENT,
    marks: (row) => [
      Plot.barX(bars, { ...IN_ROW, x: "share", fill: COLOURS.panel, ...centred(19, row) }),
      ...intervalMarks(pen, bars, { row }),
      Plot.ruleX([0], { stroke: COLOURS.ink }),
      nothingMark(pen, tallies),
    ],
  });
}

/** The words in place of the shares, in each group where nobody answered. */
export function nothingMark({ Plot }: Pen, tallies: readonly Tally[]) {
  const empty = tallies.flatMap(({ nEffective: n }, group) =>
    n === 0 ? [{ group, text: NOTHING }] : []
  );
  return Plot.text(empty, { fy: "group", text: "text", frameAnchor: "middle" });
}

/** The shares of a tally in the rows of a group; none without answers. */
export function sharesOf(tally: Tally, group: number): ShareInRow[] {
  if (tally.nEffective === 0) return [];
  const { shares, intervals } = tally;
  return tally.options.map(({ value }) => ({
    ...{ group, row: value, share: shares[value] ?? 0 },
    ...{ low: intervals[value]?.low ?? 0, high: intervals[value]?.high ?? 0 },
  }));
}

/** The heading of a group: in one line, or its name and its base in lines of their own. */
function headOf(tally: Tally): string[] {
  const texts = [tally.context.label ?? "", base(tally).join(" · ")];
  const whole = texts.join(" · ");
  return (width(whole) <= HEAD_COLUMNS ? [whole] : texts)
    .flatMap((text) => wrapped(text, HEAD_COLUMNS, { most: 2 }));
}

function footOf(tallies: readonly Tally[]): string[] {
  const [only, ...others] = tallies;
  return [
    ...(only === undefined || others.length > 0 ? [] : base(only)),
    ...(tallies.some(({ nEffective }) => nEffective > 0) ? tallies.slice(0, 1).map(methodOf) : []),
    ...noticeOf(tallies),
  ];
}

/** What must be said with tallies, once. */
export function noticeOf(tallies: readonly Tally[]): string[] {
  const notice = tallies.find(({ context }) => context.notice)?.context.notice;
  return notice ? [notice] : [];
}
