import { counted } from "../display/counted.ts";
import { type ReportSection } from "../display/report_parts.ts";
import { ruleText } from "./convergence_text.ts";
import { type Plan } from "./plan.ts";
import { modelsText, samplingText } from "./report_answerers.ts";
import { type SurveyResult } from "./survey_result.ts";

/** How the study was carried out, in the words of its plan, as a paragraph of a paper has it. */
export function methodSection(result: SurveyResult): ReportSection {
  const { plan } = result;
  return {
    heading: "Method",
    parts: [{
      type: "text",
      lines: [
        [whoText(plan), modelsText(plan), askedText(result), partText(result)],
        [promptText(plan), orderText(plan), samplingText(plan), readText()],
        [intervalText(plan), stopText(result), peopleText(result), summedText(plan)],
      ].map((texts) => texts.filter((text) => text !== "").join(" ")),
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

function askedText({ plan: { instrument }, questions, course: { begun } }: SurveyResult): string {
  const rounds = begun.length > 1
    ? `, in the rounds ${begun.map(({ name }) => name).join(" → ")}`
    : "";
  return `They were put ${counted(questions.size, "question")} of the instrument ` +
    `"${instrument?.name}"${rounds}, one after the other in one conversation each.`;
}

/** What there is of a run that did not come to its end. */
function partText({ failures, isCutOff, isWaiting, course: { halt } }: SurveyResult): string {
  if (!isCutOff && !isWaiting && halt === null) return "";
  const { answered, totalPairs } = failures;
  const ended = isWaiting
    ? "The run still waits for batches"
    : halt === null
    ? "The run was stopped before its end"
    : "The budget was spent before the end of the run";
  return `${ended}: ${answered.toLocaleString("en-GB")} of ${
    counted(totalPairs, "answer")
  } are there.`;
}

function promptText({ template, instrument, schema, variables }: Plan): string {
  const own = (template ?? instrument?.systemPromptTemplate) === undefined;
  const names = Object.keys(variables);
  return [
    own ? "" : "Personas are described to the models by a template of the study's own.",
    schema === null ? "" : "Open questions are answered in the form of a JSON Schema.",
    names.length === 0 ? "" : `Words were put into the questions for ${names.join(", ")}.`,
  ].filter((text) => text !== "").join(" ");
}

function orderText({ seed }: Plan): string {
  return `Options are shown in an order that is drawn for each panelist by ${
    seedText(seed)
  } and recorded, ` +
    "unless the instrument fixes it.";
}

function seedText(seed: number | null): string {
  return seed === null ? "the standard seed 0" : `the seed ${seed}`;
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

function stopText(
  { plan: { seed }, panelists, course: { convergence, released } }: SurveyResult,
): string {
  if (convergence === null) return "";
  const { settings } = convergence;
  if (!Number.isFinite(settings.every)) return "How well shares are known was followed to the end.";
  const looked =
    `Panelists were asked in a random order drawn by ${
      seedText(seed)
    }, and the answers were looked ` +
    `at after every ${counted(settings.every, "panelist")} (${ruleText(settings)})`;
  if (released === null) return `${looked}.`;
  return `${looked}; they were enough after ${released} of ${panelists.length}, and who was at work then is in no ` +
    "share. The intervals above do not take this looking into account; the widths under " +
    '"How many were enough" do.';
}

function peopleText({ calibration }: SurveyResult): string {
  if (calibration === null) return "";
  const { question, humans: { id, year, where, n } } = calibration;
  const which = [year ?? [], Object.values(where), n === null ? [] : counted(n, "interview")]
    .flat();
  return `The answers to "${question}" were held against ${id}${
    which.length === 0 ? "" : ` (${which.join(", ")})`
  } by the Jensen-Shannon divergence in bits, less the bias of sampling, beside what chance alone gives.`;
}

function summedText({ synthesis, extractions }: Plan): string {
  return [
    extractions.length === 0 ? "" : "From open answers data was extracted by a second call.",
    synthesis === null ? "" : "A model summed up the answers, which reached it fenced as data.",
  ].filter((text) => text !== "").join(" ");
}
