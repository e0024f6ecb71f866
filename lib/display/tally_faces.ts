import { type Blend } from "../analysis/blend.ts";
import { type OpenAnswers } from "../analysis/open_answers.ts";
import { type ProductUptake } from "../analysis/product_uptake.ts";
import { type Tallies } from "../analysis/tallies.ts";
import { type Tally } from "../analysis/tally.ts";
import { percent, tallyLines } from "./bars.ts";
import { escaped } from "./escape.ts";
import { type Face } from "./face.ts";
import { table, tallyTable } from "./html.ts";
import { modelsChart } from "./models_chart.ts";
import { answersHtml } from "./overview_html.ts";
import { answerLines } from "./overview_text.ts";
import { sharesChart } from "./shares_chart.ts";
import { takings } from "./takings.ts";
import { tallyData } from "./tally_data.ts";
import { uptakeChart } from "./uptake_chart.ts";

/** A tally: bars and shares with their intervals. */
export const tallyFace: Face<Tally> = {
  text: (tally) => [...tallyLines(tally), ...noticed(tally)].join("\n"),
  html: tallyTable,
  picture: (tally) => sharesChart([tally]),
  data: (tally) => tallyData([tally]),
};

/** A blend beside its models. */
export const blendFace: Face<Blend> = {
  text: (blend) => [...[...blend.parts, blend].flatMap(tallyLines), ...noticed(blend)].join("\n"),
  html: (blend) => [blend, ...blend.parts].map(tallyTable).join(""),
  picture: (blend) => modelsChart([...blend.parts, blend]),
  data: (blend) => tallyData([blend, ...blend.parts]),
};

/** A tally for each group. */
export const talliesFace: Face<Tallies> = {
  text: (tallies) =>
    [...[...tallies].flatMap(tallyLines), ...[...tallies].slice(0, 1).flatMap(noticed)].join("\n"),
  html: (tallies) => [...tallies].map(tallyTable).join(""),
  picture: sharesChart,
  data: (tallies) => tallyData([...tallies]),
};

/** Answers in words or numbers: how many, and the first or what they are like. */
export const openAnswersFace: Face<OpenAnswers> = {
  text: (answers) => [...answerLines(answers), ...noticed(answers)].join("\n"),
  html: (answers) =>
    [`<div>${escaped(`${answers.question} · ${answers.text}`)}</div>`, answersHtml(answers)]
      .concat(noticed(answers).map((notice) => `<small>${escaped(notice)}</small>`)).join(""),
};

/** What was taken, product by product and period by period. */
export const uptakeFace: Face<ProductUptake> = {
  text: (uptake) => String(uptakeChart(takings(uptake), uptake.context)),
  html: ({ products, periods }) =>
    table(
      ["product", ...periods.map(({ t }) => `period ${t + 1}`)],
      products.map(({ value, label }) => [
        label,
        ...periods.map(({ shares }) => percent(shares[value] ?? 0)),
      ]),
    ),
  picture: (uptake) => uptakeChart(takings(uptake), uptake.context),
};

function noticed({ context }: Tally | OpenAnswers): string[] {
  return context.notice === null ? [] : [context.notice];
}
