import { counted } from "../display/counted.ts";
import { type ReportSection } from "../display/report_parts.ts";
import { ruleText } from "./convergence_text.ts";
import { type Plan, type PlannedModels } from "./plan.ts";
import { type SurveyResult } from "./survey_result.ts";

/** How the study was carried out, in the words of its plan, as a paragraph of a paper has it. */
export function methodSection(result: SurveyResult): ReportSection {
  const { plan } = result;
  return {
    heading: "Method",
    parts: [{
      type: "text",
      lines: [
        [whoText(plan), modelsText(plan), askedText(result)].join(" "),
        [orderText(plan), samplingText(plan), readText()].join(" "),
        [intervalText(plan), stopText(result), peopleText(result), summedText(plan)]
          .filter((text) => text !== "").join(" "),
      ],
    }],
  };
}

function whoText({ personas, variants, repeats, merge }: Plan): string {
  const people = counted(personas.length, "persona");
  const panel = variants === 0
    ? `The panel is of ${people}`
    : `The panel is of ${counted(personas.length * variants, "variant")} of ${people}, each ` +
      "with one thing changed by a model";
  const merged = merge === null ? "" : `, merged from files with ${merge.before} in all`;
  const often = repeats === 1
    ? "each asked once"
    : `each asked ${repeats} times from the beginning`;
  return `${panel}${merged}, ${often}.`;
}

function modelsText({ models, assignment, blend }: Plan): string {
  if (models === null) return "";
  const names = models.entries.map(({ name }) => name).join(", ");
  if (models.mode === "single") return `All answered on ${names}.`;
  if (models.mode === "weighted") {
    const how = assignment === "blocks"
      ? "in blocks of the panel's order"
      : "in an order shuffled by the seed";
    return `Each was given one of several models by weight (${weightsOf(models)}), ${how}.`;
  }
  const blended = blend
    ? `; shares are the weighted mean of theirs (${weightsOf(models)})`
    : "; their answers are counted apart";
  return `Every model (${names}) answered the whole panel${blended}.`;
}

function weightsOf({ entries }: PlannedModels): string {
  const total = entries.reduce((sum, { weight }) => sum + weight, 0);
  return entries.map(({ name, weight }) => `${name} ${Math.round(100 * weight / total)} %`).join(
    ", ",
  );
}

function askedText({ plan: { instrument }, questions, course: { begun } }: SurveyResult): string {
  const rounds = begun.length > 1
    ? `, in the rounds ${begun.map(({ name }) => name).join(" → ")}`
    : "";
  return `They were put ${counted(questions.size, "question")} of the instrument ` +
    `"${instrument?.name}"${rounds}, one after the other in one conversation each.`;
}

function orderText({ seed }: Plan): string {
  const drawn = seed === null ? "the standard seed 0" : `the seed ${seed}`;
  return `Options are shown in an order that is drawn for each panelist by ${drawn} and recorded, ` +
    "unless the instrument fixes it.";
}

function samplingText({ sampling: { temperature, topP, maxTokens } }: Plan): string {
  const set = [
    temperature === undefined ? "" : `temperature ${temperature}`,
    topP === undefined ? "" : `top-p ${topP}`,
    maxTokens === undefined ? "" : `at most ${maxTokens} tokens an answer`,
  ].filter((text) => text !== "");
  return set.length === 0
    ? "Sampling is left to the providers' defaults."
    : `Sampled with ${set.join(", ")}.`;
}

function readText(): string {
  return "An answer to a question with options is a structured reply that is checked against them; one that cannot " +
    "be read is asked for once more, and then counts as unreadable. Refusals, unreadable replies and failures are " +
    "counted apart and are in no share.";
}

function intervalText({ variants, repeats, blend }: Plan): string {
  const method = blend ? "95 % MOVER intervals of the blend" : "95 % Wilson intervals";
  const size = variants > 0 || repeats > 1
    ? ", at the effective size that the differences between personas leave"
    : "";
  return `Intervals are ${method}${size}; they tell how much another draw from this panel and its models could ` +
    "differ, and nothing about people.";
}

function stopText({ course: { convergence, released } }: SurveyResult): string {
  if (convergence === null) return "";
  const { settings } = convergence;
  if (!Number.isFinite(settings.every)) return "How well shares are known was followed to the end.";
  return `The answers were looked at every ${settings.every} panelists (${ruleText(settings)})` +
    (released === null ? "." : ", and nobody was asked after they were enough.");
}

function peopleText({ calibration }: SurveyResult): string {
  if (calibration === null) return "";
  const { question, humans: { id, year } } = calibration;
  return `The answers to "${question}" were held against ${id}${
    year === null ? "" : ` (${year})`
  } by the ` +
    "Jensen-Shannon divergence in bits, less the bias of sampling, beside what chance alone gives.";
}

function summedText({ synthesis, extractions }: Plan): string {
  return [
    extractions.length === 0 ? "" : "From open answers data was extracted by a second call.",
    synthesis === null ? "" : "A model summed up the answers, which reached it fenced as data.",
  ].filter((text) => text !== "").join(" ");
}
