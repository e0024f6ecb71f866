import { type CalibrationTarget } from "../analysis/calibration_target.ts";
import { type Humans } from "../analysis/humans.ts";
import { inWordsOf } from "../analysis/in_words_of.ts";
import { choice } from "../instruments/choice.ts";
import { CompiledQuestion } from "../instruments/compiled.ts";
import { type Instrument } from "../instruments/instrument.ts";
import { type Question } from "../instruments/kinds.ts";
import { extractionSchema } from "../instruments/presets.ts";
import { type Schema } from "../instruments/shape.ts";
import { text } from "../instruments/text.ts";
import { type Matched, matchedQuestion, wordingWarnings } from "./matched_question.ts";
import { type Plan } from "./plan.ts";

/** The most options from which a form is derived. */
const MOST_OPTIONS = 5;

/** The people a study is to be held against. */
export interface CalibratedAgainst {
  readonly humans: Humans;
  readonly groups: readonly Humans[];
  /** The key of the question; found by its key or its wording where it is undefined. */
  readonly question?: string | undefined;
}

/** What of a plan is changed so that it can be held against people. */
export interface CalibratedPlan {
  readonly plan: Partial<Plan>;
  readonly target: CalibrationTarget;
}

/** How the answers to one question become options of the survey. */
interface Form {
  readonly extractor: string;
  /** What is extracted from its words; undefined where that is settled. */
  readonly schema?: Schema;
}

/**
 * Makes one question of a plan comparable with a survey's: one that has options stays as it is, from an open
 * one the option is extracted, and where there is none it is asked beside the others, last in the first round.
 *
 * @throws {TypeError} When the form can be neither derived nor is given, or the options are of no use.
 */
export function calibratedPlan(
  plan: Plan & { readonly instrument: Instrument },
  { humans, groups, question }: CalibratedAgainst,
): CalibratedPlan {
  const { instrument } = plan;
  const wordings = new Map(
    Object.entries(instrument.questions).map(([key, { text }]) => [key, text]),
  );
  const matched = given(question, wordings) ?? matchedQuestion(wordings, humans);
  const target = { humans, groups, autoDerived: false };
  if (matched === undefined) {
    const { extra, form } = extraQuestion(plan, humans);
    const key = humans.id.split(":")[1] ?? humans.id;
    const found: CalibrationTarget = {
      ...{ ...target, question: key, matchedBy: "extra", warnings: [] },
      ...{ extractor: form.extractor, autoDerived: isDerived(form) },
    };
    return {
      plan: { instrument: withQuestion(instrument, key, extra), ...extracting(plan, key, form) },
      target: found,
    };
  }
  const { key } = matched;
  // It was found among the questions.
  const own = instrument.questions[key] as Question;
  const form = formOf(key, own, plan, humans);
  return {
    plan: extracting(plan, key, form),
    target: {
      ...{ ...target, question: key, matchedBy: matched.matchedBy, extractor: form.extractor },
      autoDerived: isDerived(form),
      warnings: wordingWarnings(matched, own.text, humans),
    },
  };
}

function given(
  question: string | undefined,
  wordings: ReadonlyMap<string, string>,
): Matched | undefined {
  if (question === undefined) return undefined;
  if (wordings.has(question)) return { key: question, matchedBy: "key" };
  const known = [...wordings.keys()].join(", ");
  throw new TypeError(`Cannot calibrate "${question}": the instrument asks ${known}`);
}

function isDerived({ extractor }: Form): boolean {
  return extractor === "pick_one:auto-derived";
}

function extracting(plan: Plan, key: string, { schema }: Form): Partial<Plan> {
  if (schema === undefined) return {};
  return { extractions: Object.freeze([...plan.extractions, { question: key, schema }]) };
}

/** The survey's own question, put with its options, or openly where the form is given. */
function extraQuestion(plan: Plan, humans: Humans): { extra: Question; form: Form } {
  const open = text(humans.text);
  const schema = plan.schema === null ? extractionFor("", open, plan) : undefined;
  if (schema !== undefined && meets(schema, open, humans)) {
    return { extra: open, form: { extractor: labelOf(schema, humans) } };
  }
  checkDerivable(humans);
  const extra = choice(humans.text, humans.options, { ordered: humans.ordered });
  return { extra, form: { extractor: "pick_one:auto-derived" } };
}

function withQuestion(instrument: Instrument, key: string, question: Question): Instrument {
  const [first, ...others] = instrument.rounds;
  if (first === undefined) return instrument;
  return {
    ...instrument,
    questions: { ...instrument.questions, [key]: question },
    rounds: [{ ...first, questions: [...first.questions, key] }, ...others],
  };
}

/** How a question that the instrument has comes to the options of the survey. */
function formOf(key: string, question: Question, plan: Plan, humans: Humans): Form {
  if (question.kind === "text" && plan.schema !== null) {
    const shaped: Question = { kind: "shape", text: question.text, schema: plan.schema };
    inWordsOf(humans, new CompiledQuestion(key, shaped));
    return { extractor: "schema:manual" };
  }
  if (question.kind !== "text") {
    inWordsOf(humans, new CompiledQuestion(key, question));
    return { extractor: `${question.kind}:own` };
  }
  const schema = extractionFor(key, question, plan);
  const isOpen = schema === undefined || (schema === "pick_one" && question.options === undefined);
  if (isOpen) {
    if (schema === undefined && question.options !== undefined) {
      const compiled = new CompiledQuestion(key, question);
      if (inWordsOf(humans, compiled).alignmentError === null) return { extractor: "text:own" };
    }
    checkDerivable(humans);
    const extractor = schema === undefined ? "pick_one:auto-derived" : "pick_one:manual";
    return {
      extractor,
      schema: extractionSchema("pick_one", `the extraction of "${key}"`, humans),
    };
  }
  checkMeeting(schema, key, question, humans);
  return { extractor: labelOf(schema, humans) };
}

type Extraction = string | Schema;

/** What is to be extracted from a question as it stands. */
function extractionFor(
  key: string,
  question: Question,
  { extractions }: Plan,
): Extraction | undefined {
  const own = extractions.findLast((one) => one.question === key) ??
    extractions.findLast((one) => one.question === undefined);
  return own?.schema ?? question.extraction;
}

function shapeOf(schema: Extraction, { text, ...question }: Question): CompiledQuestion {
  const options = question.kind === "text" ? question.options : undefined;
  const form = extractionSchema(schema, "the extraction", { options });
  return new CompiledQuestion("the extraction", { kind: "shape", text, schema: form });
}

function meets(schema: Extraction, question: Question, humans: Humans): boolean {
  const compiled = shapeOf(schema, question);
  return compiled.options !== null && !compiled.multiple &&
    inWordsOf(humans, compiled).alignmentError === null;
}

function checkMeeting(schema: Extraction, key: string, question: Question, humans: Humans): void {
  const { options } = shapeOf(schema, question);
  if (meets(schema, question, humans)) return;
  const ours = options?.map(({ value }) => value).join(", ") ?? "any text";
  throw new TypeError(
    `Cannot calibrate "${key}" against ${humans.id} by what is extracted from it: that is ${ours}, ` +
      `and people answered ${humans.options.join(", ")}; give the extraction an enum of these`,
  );
}

function labelOf(schema: Extraction, { options }: Humans): string {
  const { properties } = extractionSchema(schema, "the extraction", { options });
  return "rating" in Object(properties) ? "likert:manual" : "pick_one:manual";
}

/**
 * Refuses people whose answers no form can be derived from.
 *
 * @throws {TypeError} When their options are numbers, too many, or one alone.
 */
export function checkDerivable({ id, options }: Pick<Humans, "id" | "options">): void {
  const numeric = options.find((option) => /^[-+]?(?:\d|\.\d|inf|nan)/i.test(option.trim()));
  const isNumber = numeric !== undefined &&
    (Number.isFinite(Number(numeric)) || /^[-+]?(?:inf(?:inity)?|nan)$/i.test(numeric.trim()));
  if (isNumber) {
    throw new TypeError(
      `Cannot derive the form of an answer from ${id}: its options are numbers, as on a Likert scale ` +
        `(${options.join(", ")}); ask it as a scale, or use panel run with --extract-schema likert`,
    );
  }
  if (options.length >= 2 && options.length <= MOST_OPTIONS) return;
  throw new TypeError(
    `Cannot derive the form of an answer from ${id}: it has ${options.length} options, and 2 to ` +
      `${MOST_OPTIONS} are what an answer can be sorted into unseen; use panel run with --extract-schema ` +
      "and a JSON Schema whose enum lists them",
  );
}
