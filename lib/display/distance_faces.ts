import { type AcrossQuestions } from "../analysis/across_questions.ts";
import { type Calibration } from "../analysis/calibration.ts";
import { type Comparison } from "../analysis/comparison.ts";
import { type Divergence } from "../analysis/divergence.ts";
import { againstHumansChart } from "./against_humans_chart.ts";
import { calibrationHtml, comparisonHtml } from "./calibration_html.ts";
import { calibrationText, comparisonText } from "./calibration_text.ts";
import { type Chart } from "./chart.ts";
import { columns } from "./columns.ts";
import { counted } from "./counted.ts";
import { bits, chance, chanceOf, divergenceCells } from "./divergence_words.ts";
import { escaped } from "./escape.ts";
import { type Face } from "./face.ts";
import { table } from "./html.ts";
import { nullLinesChart } from "./null_lines_chart.ts";
import { asPeople } from "./people.ts";

/** A divergence among its null lines. */
export const divergenceFace: Face<Divergence> = {
  text: (divergence) => String(nullLinesChart(divergence)),
  html: (divergence) =>
    table(["", "", ""], divergenceCells(divergence), {
      caption: [...chanceOf(divergence), ...noticed(divergence)].join("; "),
    }),
  picture: (divergence) => nullLinesChart(divergence),
};

/** A panel, a model or a group beside people. */
export const comparisonFace: Face<Comparison> = {
  text: (comparison) =>
    [...comparisonText(comparison), ...noticed(comparison.tally.context)].join("\n"),
  html: (comparison) =>
    comparisonHtml(comparison) +
    noticed(comparison.tally.context).map((notice) => `<small>${escaped(notice)}</small>`).join(""),
  picture: pictureOf,
};

/** A calibration: the picture of panel and people, the numbers, models and groups. */
export const calibrationFace: Face<Calibration> = {
  text: calibrationText,
  html: calibrationHtml,
  picture: ({ whole }) => whole && pictureOf(whole),
};

/** What the divergences of several questions come to. */
export const acrossFace: Face<AcrossQuestions> = {
  text: (across) =>
    [
      `${counted(across.questions, "question")} held against people`,
      ...columns(acrossCells(across)).map((line) => `  ${line}`),
      ...noticed(across),
    ].join("\n"),
  html: (across) =>
    table(["", "", ""], acrossCells(across), {
      caption: [`${counted(across.questions, "question")} held against people`, ...noticed(across)]
        .join("; "),
    }),
};

function pictureOf({ tally, humans, divergence }: Comparison): Chart {
  return againstHumansChart(tally, asPeople(humans), { divergence });
}

function acrossCells(across: AcrossQuestions): string[][] {
  const { jsdCorrected, interval, skill, skillInterval, distinguishable, pAdjusted } = across;
  const range = (ends: AcrossQuestions["interval"]) =>
    ends === null
      ? "no interval: fewer than 10 questions, or none to measure by"
      : `95 %: ${bits(ends.low)} to ${bits(ends.high)}`;
  return [
    ["mean divergence, corrected", bits(jsdCorrected), range(interval)],
    ["skill", skill === null ? "none" : bits(skill), range(skillInterval)],
    [
      "can be told from people",
      `${distinguishable} of ${across.questions}`,
      `least ${chance(Math.min(...pAdjusted))} after Holm's correction`,
    ],
    [
      "expected by chance",
      String(Number(across.expectedFalseAlarms.toFixed(2))),
      "p ≤ .05 before the correction, were all like people",
    ],
  ];
}

function noticed({ notice }: { readonly notice: string | null }): string[] {
  return notice === null ? [] : [notice];
}
