import { type PromptingStrategy } from "../encounters/prompting.ts";
import { counted } from "../display/counted.ts";
import { type ReportSection } from "../display/report_parts.ts";
import { type PlannedExposure } from "./exposure_plan.ts";
import { type Plan } from "./plan.ts";
import { modelsText, samplingText } from "./report_answerers.ts";
import { type TimelineResult } from "./timeline_result.ts";

/** How panelists are spoken to, in words. */
const SPOKEN: Readonly<Record<PromptingStrategy, string>> = {
  zero_shot: "Models answered as nobody in particular: no persona was described to them.",
  few_shot:
    "Models answered as nobody in particular, after an example; no persona was described to them.",
  persona: "Models answered as the personas.",
  persona_cot: "Models answered as the personas, and were asked to think first.",
};

/** How a panel was followed, in the words of its plan, as a paragraph of a paper has it. */
export function timelineMethod({ plan, isCutOff, halt }: TimelineResult): ReportSection {
  const { exposure, seed } = plan;
  if (exposure === undefined) return { heading: "Method", parts: [] };
  const sentences = [
    metText(plan, exposure),
    isCutOff || halt !== null
      ? "The run ended before its time, and what comes after is missing."
      : "",
    modelsText(plan),
    SPOKEN[exposure.strategy],
    plan.template === null || !exposure.strategy.startsWith("persona")
      ? ""
      : "Personas are described to the models by a template of the study's own.",
    shownText(exposure),
    ...callsTexts(plan, exposure),
    `What is random is drawn by ${seed === null ? "the standard seed 0" : `the seed ${seed}`}.`,
    "What failed or could not be read is counted apart and is in no share.",
    "Several answers come from one panelist: 95 % Wilson intervals are at the effective size that the differences " +
    "between panelists leave; they tell how much another draw from this panel and its models could differ, and " +
    "nothing about people.",
  ];
  return {
    heading: "Method",
    parts: [{ type: "text", lines: [sentences.filter((text) => text !== "").join(" ")] }],
  };
}

function metText({ personas }: Plan, { products, periods, policy }: PlannedExposure): string {
  return `${counted(personas.length, "persona")} met ${counted(products.length, "product")} over ` +
    `${counted(periods, "period")}; who met what was decided by the policy "${policy.name}".`;
}

function shownText({ policy, rules, outcome, remember }: PlannedExposure): string {
  const taken = policy.name === "self_selection"
    ? "In each period everybody was shown products, in an order that is recorded, and took what they wanted; " +
      (rules.max === null
        ? "the rules of the study allow any number."
        : `the rules of the study carry out ${rules.max} at most, and what was taken beyond that is counted too.`)
    : "";
  const told = remember === 0
    ? "Nobody was told of earlier periods."
    : `Everybody was told of their last ${counted(remember, "choice")} and ratings.`;
  return [taken, askedText(outcome), told].filter((text) => text !== "").join(" ");
}

function askedText(outcome: PlannedExposure["outcome"]): string {
  if (outcome === null) return "";
  return outcome.name === "deterministic"
    ? "Nobody was asked the questions below of what they met: answers to them were made up by lot."
    : "Of what they met they were asked the questions below.";
}

/** How choices and answers were sampled: the study's way, where they have none of their own. */
function callsTexts(plan: Plan, { calls: { selecting, evaluating } }: PlannedExposure): string[] {
  const { sampling, personas } = plan;
  const textOf = (own = {}) => samplingText({ sampling: { ...sampling, ...own }, personas });
  const [choices, answers] = [textOf(selecting), textOf(evaluating)];
  return choices === answers
    ? [choices]
    : [`Of choices: ${choices}`, `Of what was thought: ${answers}`];
}
