import { type Calibration } from "../analysis/calibration.ts";
import { type Comparison } from "../analysis/comparison.ts";
import {
  calibrationTitle,
  comparisonLines,
  GROUP_HEADINGS,
  groupCells,
  groupNotes,
  OPTION_HEADINGS,
  optionCells,
} from "./calibration_words.ts";
import { columns } from "./columns.ts";
import { plain } from "./escape.ts";
import { wrapped } from "./wrapped.ts";

/** How wide lines of words are at most, in columns. */
const WIDEST = 78;

/** A calibration as lines of text. */
export function calibrationLines(calibration: Calibration): string[] {
  const { humans, groups } = calibration;
  const shown = [...(calibration.whole ? [calibration.whole] : []), ...calibration.models];
  const table = columns([GROUP_HEADINGS, ...groupCells(groups)], [1, 2, 3, 5]);
  return [
    ...hanging(calibrationTitle(calibration), ""),
    ...shown.flatMap(comparisonText),
    ...(groups.length === 0 ? [] : table.map((line) => `  ${line}`)),
    ...[...groupNotes(groups), ...(humans.note === null ? [] : [humans.note])]
      .flatMap((line) => hanging(line, "  ")),
    ...hanging(`people: ${humans.citation}`, "  "),
  ];
}

/** A calibration as a text of its own, with what must be known of it. */
export function calibrationText(calibration: Calibration): string {
  const notes = calibration.warnings.flatMap((line) => hanging(line, ""));
  return plain([...calibrationLines(calibration), ...notes].join("\n"));
}

/** One comparison as lines of text. */
export function comparisonText(comparison: Comparison): string[] {
  const { label } = comparison;
  return [
    ...(label === null ? [] : [`  ${plain(label)}`]),
    ...columns([OPTION_HEADINGS, ...optionCells(comparison)], [1, 2, 4]).map((line) => `  ${line}`),
    ...comparisonLines(comparison).flatMap((line) => hanging(line, "  ")),
  ];
}

/** Words in as many lines as they need, the later ones set in. */
function hanging(words: string, margin: string): string[] {
  return wrapped(words, WIDEST - margin.length - 2, { most: Infinity })
    .map((line, place) => `${margin}${place === 0 ? "" : "  "}${line}`);
}
