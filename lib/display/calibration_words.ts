import { type Calibration } from "../analysis/calibration.ts";
import { adjustedOf } from "../analysis/calibration_json.ts";
import { type Comparison } from "../analysis/comparison.ts";
import { type Divergence } from "../analysis/divergence.ts";
import { type GroupComparison } from "../analysis/group_comparison.ts";
import { grade } from "../statistics/grade.ts";
import { type ChiSquared } from "../statistics/chi_squared.ts";
import { type Interval } from "../statistics/wilson.ts";
import { percent } from "./bars.ts";
import { counted } from "./counted.ts";

const FOUND = {
  key: "matched by its key",
  text: "matched by its wording",
  extra: "asked beside the others, last in the first round",
} as const;

/** What is held against whom, in a line. */
export function calibrationTitle({ question, humans, matchedBy, extractor }: Calibration): string {
  const { id, year, n } = humans;
  const people = n === null ? "" : ` (${counted(n, "interview")})`;
  return `how far from people: ${question} against ${id}${year === null ? "" : ` ${year}`}` +
    `${people}, ${FOUND[matchedBy]}, ${extractor}`;
}

/** The headings of the options. */
export const OPTION_HEADINGS = ["option", "people", "panel", "95 %", "difference", "95 %"];

/** Option by option, panel and people, in cells. */
export function optionCells({ options }: Comparison): string[][] {
  return options.map(({ option, human, panel, interval, difference }) => [
    option,
    human === null ? "–" : percent(human),
    panel === null ? "no data" : percent(panel),
    interval === null ? "" : percents(interval),
    difference === null ? "" : signed(difference.difference),
    difference === null ? "" : percents(difference),
  ]);
}

/** How far the answers are from people's, a line each: the number, chance, what knowing nothing gives, the test. */
export function comparisonLines({ divergence, fit, reason, tally }: Comparison): string[] {
  if (divergence === null) return [reason ?? "no answers to compare"];
  const { n, nEffective, nulls } = divergence;
  const worth = Math.floor(nEffective) < n
    ? `, worth ${Math.floor(nEffective)} independent ones`
    : "";
  const retest = nulls.retest === null ? "" : `, humans asked again ${bits(nulls.retest.jsd)}`;
  return [
    `n = ${counted(tally.n, "answer")}${worth}`,
    ...divergenceLines(divergence),
    `beside it: uniform respondent ${bits(nulls.uniform.jsd)}, majority respondent ${
      bits(nulls.majority.jsd)
    }, humans in this number ${bits(nulls.human.jsd)}${retest}`,
    ...(fit === null ? [] : [fitText(fit)]),
  ];
}

function divergenceLines(divergence: Divergence): string[] {
  const { jsd, jsdCorrected, interval, floor95, pNull, gradeInterval, skill } = divergence;
  const { skillInterval, skillReason } = divergence;
  const told = divergence.distinguishable
    ? "distinguishable from the humans"
    : "not distinguishable from the humans";
  // The bands know nothing of the question: within one of them a panel may be worse than none.
  const worse = interval.low > divergence.nulls.uniform.jsd
    ? "; yet farther from the humans than the uniform respondent"
    : "";
  return [
    `Jensen-Shannon divergence ${bits(jsd)} bits as observed (${grade(jsd)}), ${
      bits(jsdCorrected)
    } less the bias of sampling, 95 % ${range(interval)}`,
    `grade ${divergence.grade}; 95 %: ${gradesText(gradeInterval)}${worse}`,
    `by chance alone up to ${bits(floor95)} (p ${probability(pNull)}): ${told}`,
    skill === null || skillInterval === null
      ? `no skill: ${skillReason}`
      : `skill ${skill.toFixed(2)} ${
        range(skillInterval, 2)
      } (1 the humans, 0 the uniform respondent)`,
  ];
}

function gradesText({ low, high }: Divergence["gradeInterval"]): string {
  return low === high ? low : `${low} to ${high}`;
}

function fitText({ statistic, df, p, cramersV, size, warning }: ChiSquared): string {
  const rough = warning === null ? "" : `; ${warning}`;
  return `fit with the people's shares as exact: Cramér's V ${cramersV.toFixed(2)} (${size}), ` +
    `χ² ${statistic.toFixed(2)}, df ${df}, p ${probability(p)}${rough}`;
}

/** The headings of the groups. */
export const GROUP_HEADINGS = [
  "group",
  "n",
  "people",
  "divergence",
  "95 %",
  "by chance",
  "p (Holm)",
  "",
];

/** The groups that both have, in cells; of those too small there is their size only. */
export function groupCells(groups: readonly GroupComparison[]): string[][] {
  const adjusted = adjustedOf(groups);
  return groups.map((one) => {
    const { comparison: { divergence, tally, humans, label, reason }, flag } = one;
    const sizes = [label ?? "", String(tally.n), humans.n === null ? "" : String(humans.n)];
    const [mark = ""] = (flag ?? reason ?? "").split(":");
    if (divergence === null) return [...sizes, "", "", "", "", mark];
    const { jsdCorrected, interval, floor95 } = divergence;
    return [
      ...sizes,
      ...[bits(jsdCorrected), range(interval), bits(floor95)],
      ...[probability(adjusted.get(one) ?? 1), mark],
    ];
  });
}

/**
 * What must be known of the groups: what their marks mean, and how many would be told from people by chance
 * alone, were all like them.
 */
export function groupNotes(groups: readonly GroupComparison[]): string[] {
  const { size } = adjustedOf(groups);
  const marks = new Set(groups.flatMap(({ flag }) => flag?.includes(":") ? [flag] : []));
  if (size < 2) return [...marks];
  return [
    ...marks,
    `of ${size} groups that answer as people do, ${
      (0.05 * size).toFixed(2)
    } would have p ≤ .05 by ` +
    "chance before Holm's correction",
  ];
}

function bits(value: number): string {
  return value.toFixed(3);
}

function range({ low, high }: Interval, digits = 3): string {
  return `[${low.toFixed(digits)}, ${high.toFixed(digits)}]`;
}

function percents({ low, high }: Interval): string {
  return `[${Math.round(100 * low)}, ${Math.round(100 * high)}]`;
}

function signed(share: number): string {
  const points = Math.round(100 * share);
  return `${points > 0 ? "+" : ""}${points}`;
}

function probability(p: number): string {
  return p < 0.001 ? "< .001" : `= ${p.toFixed(3)}`;
}
