import { OpenAnswers } from "../analysis/open_answers.ts";
import { Tallies } from "../analysis/tallies.ts";
import { type Tallied, type Tally, type TallyContext } from "../analysis/tally.ts";
import { TallyCounter } from "../analysis/tally_counter.ts";
import { ProductUptake } from "../analysis/product_uptake.ts";
import { type Shown } from "../display/overview.ts";
import { handlesOf } from "../encounters/handles.ts";
import { type EventRow } from "../rows/event_row.ts";
import { type Row } from "../rows/row.ts";
import { type Summary } from "../statistics/summary.ts";
import { answersAbout, choicesIn, PICKS, type Who } from "./event_answers.ts";
import { eventGroups } from "./event_groups.ts";
import { outcomeFields } from "./outcome_fields.ts";
import { type PreparedTimeline } from "./prepare_timeline.ts";
import { severalModels } from "./several_models.ts";
import { summaryOf } from "./summary_of.ts";

/** What is counted of the events of a run: each time in one walk over its file. */
export class TimelineCounting {
  readonly #prepared: PreparedTimeline;
  readonly #rows: Iterable<EventRow>;
  readonly #who: Who;
  readonly #context: TallyContext;
  #fields: ReadonlyMap<string, Tallied> | undefined;
  #shown: readonly Shown[] | undefined;

  /** Made for one result. */
  constructor(prepared: PreparedTimeline, rows: Iterable<EventRow>) {
    const { actors, models, notice, exposure: { products } } = prepared;
    this.#prepared = prepared;
    this.#rows = rows;
    this.#who = {
      actors: new Map(actors.map((actor) => [actor.id, actor])),
      isEnsemble: models.mode === "ensemble",
      places: new Map(products.map(({ id }, place) => [id, place])),
    };
    this.#context = { models: models.entries.map(({ name }) => name), notice, clustered: true };
  }

  /** What can be counted, by name. */
  get fields(): ReadonlyMap<string, Tallied> {
    return this.#fields ??= outcomeFields(this.#prepared.exposure, this.#rows);
  }

  /** One field, over everything or by groups. */
  tally(name: string, by: string | undefined): Tally | Tallies {
    return this.#tallied(this.#field(name), this.#answers([name]), by);
  }

  /** What was taken, over everything or by groups. */
  picks(by: string | undefined): Tally | Tallies {
    return this.#tallied(this.picked, this.choices, by);
  }

  /** What was taken, period by period: by everybody, or on one model of an ensemble. */
  uptake({ model }: { readonly model?: string }): ProductUptake {
    const { options } = this.picked;
    if (model === undefined) {
      this.#checkAlone("tell the uptake", undefined, "uptake({ model: … })");
      return new ProductUptake(this.choices, options ?? [], this.#context);
    }
    const choices = [...this.choices].filter((row) => row.model === model);
    return new ProductUptake(choices, options ?? [], { ...this.#context, label: model });
  }

  /** The numbers of one field. */
  summary(name: string, options: { readonly model?: string }): Summary {
    const context = { ...this.#context, ...options };
    const plan = { ...this.#prepared.parts.plan, models: this.#prepared.models };
    return summaryOf(this.#field(name), this.#answers([name]), context, plan);
  }

  /** One field, or what was taken; in an ensemble for each model. */
  shown(name: string): Shown {
    return name === PICKS
      ? this.#counted([this.picked], this.choices).flat()
      : this.#counted([this.#field(name)], this.#answers([name])).flat();
  }

  /** What was taken, where somebody chose, and every field. */
  get everything(): readonly Shown[] {
    if (this.#shown !== undefined) return this.#shown;
    const picks = this.#prepared.exposure.policy.name === "self_selection"
      ? this.#counted([this.picked], this.choices)
      : [];
    const fields = [...this.fields.values()];
    const answers = this.#answers(fields.map(({ key }) => key));
    return this.#shown = [...picks, ...this.#counted(fields, answers)];
  }

  #counted(asked: readonly Tallied[], rows: Iterable<Row>): Shown[] {
    const { models } = this.#prepared;
    const arms = this.#who.isEnsemble ? models.entries.map(({ name }) => name) : [null];
    const counters = new Map(asked.map((one) => [
      one.key,
      new Map(arms.map((arm) => [arm, this.#counter(one, arm)])),
    ]));
    for (const row of rows) counters.get(row.question)?.get(row.arm)?.count(row);
    return [...counters.values()].map((byArm) =>
      [...byArm.values()].map((one) => one instanceof OpenAnswers ? one : one.tally)
    );
  }

  #counter(asked: Tallied, arm: string | null): TallyCounter | OpenAnswers {
    const context = arm === null ? this.#context : { ...this.#context, label: arm };
    return asked.options === null
      ? new OpenAnswers(asked, context)
      : new TallyCounter(asked, context);
  }

  #tallied(asked: Tallied, rows: Iterable<Row>, by: string | undefined): Tally | Tallies {
    this.#checkAlone(`tally "${asked.key}"`, by, '{ by: "model" }');
    if (by !== undefined) {
      return new Tallies(rows, asked, this.#context, eventGroups(by, this.#who.actors));
    }
    const counter = new TallyCounter(asked, this.#context);
    for (const row of rows) counter.count(row);
    return counter.tally;
  }

  #checkAlone(what: string, by: string | undefined, instead: string): void {
    if (!this.#who.isEnsemble || by === "model") return;
    const whole = by === undefined ? what : `${what} by ${by}`;
    throw severalModels(whole, this.#prepared.models.entries.length, instead);
  }

  #field(name: string): Tallied {
    const field = this.fields.get(name);
    if (field) return field;
    const known = [...this.fields.keys()].join(", ") || "none";
    throw new TypeError(`Cannot find the field "${name}": the outcomes have ${known}`);
  }

  #answers(fields: readonly string[]): Iterable<Row> {
    return answersAbout(this.#rows, fields, this.#who);
  }

  /** What was taken, a row for each choice; read from the file at each walk. */
  get choices(): Iterable<Row> {
    return { [Symbol.iterator]: () => choicesIn(this.#rows, this.#who) };
  }

  /** What was put to choice, as far as it is counted. */
  get picked(): Tallied {
    const { policy, products } = this.#prepared.exposure;
    if (policy.name !== "self_selection") {
      throw new TypeError(
        `Cannot tell what was picked: under the policy "${policy.name}" nobody chooses`,
      );
    }
    const handles = handlesOf(products);
    return {
      key: PICKS,
      question: { text: "Taken, of what was shown", kind: "pick" },
      options: products.map(({ id }) => ({ value: id, label: handles.get(id) ?? id })),
      multiple: true,
      categories: (answer) => Array.isArray(answer) ? answer.map(String) : [],
    };
  }
}
