import { type Calibration } from "../analysis/calibration.ts";
import {
  calibrationTitle,
  comparisonLines,
  GROUP_HEADINGS,
  groupCells,
  groupNotes,
  OPTION_HEADINGS,
  optionCells,
} from "./calibration_words.ts";
import { type Comparison } from "../analysis/comparison.ts";
import { escaped } from "./escape.ts";
import { table } from "./html.ts";

/** A calibration in HTML. */
export function calibrationHtml(calibration: Calibration): string {
  const { whole, models, groups, humans, warnings } = calibration;
  const title = calibrationTitle(calibration);
  const shown = [...(whole ? [whole] : []), ...models];
  const notes = [
    ...groupNotes(groups),
    humans.note ?? "",
    `people: ${humans.citation}`,
    ...warnings,
  ];
  return [
    `<div style="margin:1em 0 .2em"><strong>${escaped(title)}</strong></div>`,
    ...shown.map(comparisonHtml),
    groups.length === 0 ? "" : table(GROUP_HEADINGS, groupCells(groups), { right: [1, 2, 3, 5] }),
    `<small>${lines(notes.filter((note) => note !== ""))}</small>`,
  ].join("");
}

/** One comparison in HTML. */
export function comparisonHtml(comparison: Comparison): string {
  const caption = comparison.label ?? "";
  const options = table(OPTION_HEADINGS, optionCells(comparison), { caption, right: [1, 2, 4] });
  return options + lines(comparisonLines(comparison));
}

function lines(all: readonly string[]): string {
  return all.map((line) => `<div>${escaped(line)}</div>`).join("");
}
