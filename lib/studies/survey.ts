import { type CalibrationTarget } from "../analysis/calibration_target.ts";
import { humansOf, type Published } from "../analysis/humans.ts";
import { type Questions } from "../instruments/instrument.ts";
import { type Row } from "../rows/row.ts";
import { prepare } from "./prepare.ts";
import { extractionSchema } from "../instruments/presets.ts";
import { plainSchema, type Schema, type SchemaSource } from "../instruments/shape.ts";
import { calibratedPlan } from "./calibrated_plan.ts";
import { type RunOptions } from "./carry_out.ts";
import { type Estimate } from "./estimate.ts";
import { ReadySurvey } from "./ready_survey.ts";
import { Study } from "./study.ts";
import { type SurveyResult } from "./survey_result.ts";

/** The form of what is extracted: a preset, a JSON Schema, or a zod schema. */
export type ExtractionForm = string | Schema | SchemaSource;

/** A panel that is asked an instrument. */
export class Survey<Asked extends Questions> extends Study {
  /**
   * Asks everybody everything, and returns the result. A panelist whose answer fails is a row that says
   * so; the run goes on.
   *
   * @throws {TypeError} When the study cannot be run as it stands; nothing has been asked then.
   */
  async run(options: RunOptions = {}): Promise<SurveyResult<Asked>> {
    const rows = this.rows(options);
    for (;;) {
      const next = await rows.next();
      if (next.done) return next.value;
    }
  }

  /**
   * Asks everybody everything, and hands on each row as soon as it is safely on disk, in the order in
   * which panelists are asked. The generator returns the result.
   *
   * @throws {TypeError} When the study cannot be run as it stands; nothing has been asked then.
   *
   * @example
   * ```ts
   * import assert from "node:assert/strict";
   * import { instrument, panel, scripted, yesNo } from "../../mod.ts";
   *
   * const survey = panel().personas([{ name: "Maya" }]).models(scripted({ tries: "yes" }))
   *   .ask(instrument("trial", { tries: yesNo("Would you try it?") }));
   * for await (const row of survey.rows()) assert(row.answer === "yes");
   * ```
   */
  async *rows(options: RunOptions = {}): AsyncGenerator<Row, SurveyResult<Asked>> {
    return yield* (await this.ready()).rows(options);
  }

  /**
   * Extracts data from open answers by a second call, beside the words: from those to one question, or to
   * every open one.
   *
   * @param form A JSON Schema, a zod schema, or one of `"likert"`, `"yes_no"`, `"pick_one"`, `"ranking"`.
   * @throws {InputError} When the form cannot be checked, or there is none of that name.
   */
  extract(question: keyof Asked & string, form: ExtractionForm): this;
  /** Extracts data from the answers to every open question. */
  extract(form: ExtractionForm): this;
  extract(...given: [question: string, form: ExtractionForm] | [form: ExtractionForm]): this {
    const [question, form] = given.length === 2 ? given : [undefined, given[0]];
    const schema = typeof form === "string" ? form : plainSchema(form);
    extractionSchema(schema, "the extraction");
    const extractions = [...this.plan.extractions, { question, schema }];
    return this.with({ plan: { extractions: Object.freeze(extractions) } });
  }

  /**
   * Holds the answers to one question against people's; the result has the `calibration`. The question is found
   * by its key (`happy`, `GSS_HAPPY` for `gss:HAPPY`), else by its wording; from an open one the option is
   * extracted by a second call; where there is none, the survey's own is asked last in the first round. Its
   * answers are followed as by `until`, without a look before the end unless that is said.
   *
   * @param people A baseline.
   * @param options `question` names the question's key; `groups` are baselines of groups of the same people,
   * for personas that have the attribute; `cycled` says that equal personas are copies of one person.
   * @throws {TypeError} When nothing is asked yet, the options are of no use, or no form can be derived.
   *
   * @example
   * ```ts
   * import assert from "node:assert/strict";
   * import { baseline, instrument, panel, simulated, text } from "../../mod.ts";
   *
   * const survey = panel().personas([{ name: "Maya" }, { name: "Derek" }]).models(simulated())
   *   .ask(instrument("day", { mind: text("What is on your mind?") }))
   *   .calibrateAgainst(await baseline("gss:HAPPY"));
   * const { calibration } = await survey.run();
   * assert(calibration?.matchedBy === "extra" && calibration.divergence?.n === 2);
   * ```
   */
  calibrateAgainst(
    people: Published,
    { question, groups = [], cycled = false }: {
      readonly question?: keyof Asked & string;
      readonly groups?: Iterable<Published>;
      readonly cycled?: boolean;
    } = {},
  ): this {
    const { plan } = this;
    if (plan.instrument === null) throw new TypeError("Cannot calibrate: nothing is asked yet");
    const against = { humans: humansOf(people), groups: [...groups].map(humansOf), question };
    const calibrated = calibratedPlan({ ...plan, instrument: plan.instrument }, against);
    // Where personas are cycled there is the survey's own question, derived, and no other.
    const derived = { isCycled: true, extractor: "pick_one:auto-derived", autoDerived: true };
    const calibration = { ...calibrated.target, ...(cycled ? derived : {}) };
    return this.with({ plan: calibrated.plan, conduct: { calibration } });
  }

  /** What the answers are to be held against; undefined where nobody asks. */
  get calibrated(): CalibrationTarget | undefined {
    return this.parts.conduct.calibration;
  }

  /**
   * Checks everything and makes the survey ready: who will be asked on which model, what should be known,
   * and what it would come to can be looked at before anything is spent.
   *
   * @throws {TypeError} When the study cannot be run as it stands.
   *
   * @example
   * ```ts
   * import assert from "node:assert/strict";
   * import { instrument, panel, yesNo } from "../../mod.ts";
   *
   * const ready = await panel().personas([{ name: "Maya" }]).models("simulated")
   *   .ask(instrument("trial", { tries: yesNo("Would you try it?") })).ready();
   * assert(ready.panelists.length === 1 && ready.warnings.length === 0);
   * assert(ready.estimate().calls === 1);
   * ```
   */
  async ready(): Promise<ReadySurvey<Asked>> {
    return new ReadySurvey<Asked>(await prepare(this.parts));
  }

  /**
   * What a run would come to, before anything is spent: calls, tokens and money, with every follow-up
   * asked and the longest way taken.
   *
   * @throws {TypeError} When the study cannot be run as it stands.
   */
  async estimate(): Promise<Estimate> {
    return (await this.ready()).estimate();
  }
}
