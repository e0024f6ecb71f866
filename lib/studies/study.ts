import { type CalibrationTarget } from "../analysis/calibration_target.ts";
import { convergenceSettings } from "../analysis/convergence_options.ts";
import { type Outcome } from "../encounters/outcome.ts";
import { type Policy } from "../encounters/policy.ts";
import { denoHost } from "../host/deno.ts";
import { type ResponseMode } from "../engine/response_mode.ts";
import { type Host } from "../host/host.ts";
import { natsAddress } from "../host/nats_address.ts";
import { type Model } from "../models/model.ts";
import { type Schema, type SchemaSource, shape } from "../instruments/shape.ts";
import { type Persona } from "../personas/persona.ts";
import { checkTemplate } from "../personas/template.ts";
import { escaped } from "../display/escape.ts";
import { planText } from "./plan_text.ts";
import { checkedLimits, type Limits, whole, within } from "./limits.ts";
import { merged, type MergeOptions } from "./merged.ts";
import { EMPTY_PLAN, type Plan } from "./plan.ts";
import { type Sampling } from "./sampling_plan.ts";
import { blended, handedIn, listed } from "./planned_models.ts";
import { checkedStore, type ResponseStore } from "./response_store.ts";
import { type SynthesisOptions } from "./synthesis.ts";
import { type UntilOptions } from "./until_options.ts";

/** How a run's folder is kept and gone on with. */
export interface JournalOptions {
  /**
   * What is done where the folder holds a run of another plan: it is refused, or gone on with; what was
   * asked under the other plan is marked then. @default "refuse"
   */
  readonly drift?: "refuse" | "allow" | undefined;
  /** Whether a run in the folder is thrown away, and everything asked again. @default false */
  readonly fresh?: boolean | undefined;
  /** Whether an `events.jsonl` in the folder that is of no run may be replaced. @default false */
  readonly overwrite?: boolean | undefined;
  /** Whether answers that failed before are left as they are, and not tried again. @default false */
  readonly keepFailures?: boolean | undefined;
  /** After how many panelists the folder's `state.json` is written again. @default 25 */
  readonly every?: number | undefined;
}

/** How panelists are asked in batches. */
export interface BatchOptions {
  /**
   * Whether what a batch has not brought is given up where its provider does not know it any more, or its results
   * are not whole: it goes into the next batch, and is paid for again. @default false
   */
  readonly abandon?: boolean | undefined;
}

/** How a study is carried out: nothing here shapes an answer, so a resumed run may change it. */
export interface Conduct extends Limits, JournalOptions, BatchOptions {
  /** When the answers are enough; undefined where nobody asks. */
  readonly until?: UntilOptions | undefined;
  /** What the answers to a question are held against; undefined where nobody asks. */
  readonly calibration?: CalibrationTarget | undefined;
  /** The folder of the run's journal; a temporary one where it is undefined. */
  readonly journal?: string | undefined;
  /** Whether panelists are asked in batches, at half the price and within a day. */
  readonly batch?: boolean | undefined;
  /** The address of a NATS server, where workers on other machines take their work; it may hold a password. */
  readonly dispatch?: string | undefined;
  /** The store of replies and how it is used; none where it is undefined. */
  readonly responses?: ResponseStore | undefined;
}

/** What is handed in and does, rather than is; its `spec` goes into the record, it does not. */
export interface World {
  /** The world outside the program. */
  readonly host: Host;
  /** The models that were given as values, by name. */
  readonly models: Readonly<Record<string, Model>>;
  /** Who decides what a panel meets; undefined where it is asked. */
  readonly policy?: Policy | undefined;
  /** What comes of a meeting; undefined where nothing does. */
  readonly outcome?: Outcome | undefined;
}

/** The three records of a study. */
export interface Parts {
  /** What is studied. */
  readonly plan: Plan;
  /** How it is carried out. */
  readonly conduct: Conduct;
  /** What is at hand. */
  readonly world: World;
}

/** A study before anything is said of it. */
export function emptyParts(host: Host = denoHost()): Parts {
  return { plan: EMPTY_PLAN, conduct: {}, world: { host, models: {} } };
}

/**
 * What every study has: personas on models, a seed, a way of going about it. A study never changes: each
 * verb returns a new one and does nothing else.
 */
export class Study {
  /** What is studied, how, and with what at hand. */
  protected readonly parts: Parts;

  /** A study of these parts. */
  constructor(parts: Parts) {
    this.parts = Object.freeze({
      plan: Object.freeze(parts.plan),
      conduct: Object.freeze(parts.conduct),
      world: parts.world,
    });
  }

  /** What would be carried out, as plain data. */
  get plan(): Plan {
    return this.parts.plan;
  }

  /** The people of the panel, in place of any before: a pack, or any list of personas. */
  personas(people: Iterable<Persona>): this {
    return this.with({ plan: { personas: Object.freeze([...people]), merge: null } });
  }

  /**
   * The models that answer. A text is a list as on the command line: `"haiku"`, a split
   * `"haiku:0.5,gemini-2.5-flash:0.5"`, or an ensemble `"haiku,sonnet"`. Models of one's own, such as
   * `simulated()` and `scripted()`, are given as values, or by the names that a list has for them.
   *
   * @throws {TypeError} When the list is malformed.
   */
  models(
    models: string | Model | readonly Model[],
    own: Readonly<Record<string, Model>> = {},
  ): this {
    if (typeof models === "string") {
      return this.with({ plan: { models: listed(models, this.plan) }, world: { models: own } });
    }
    const list = Array.isArray(models) ? models : [models as Model];
    const named = Object.fromEntries(list.map((model: Model) => [model.id, model]));
    const planned = this.plan.blend ? blended(handedIn(list)) : handedIn(list);
    return this.with({ plan: { models: planned }, world: { models: { ...own, ...named } } });
  }

  /**
   * The seed of everything random: the order of options, simulated respondents, and the seeds sent to
   * providers that take one.
   *
   * @throws {RangeError} When it is not a whole number from 0.
   */
  seed(seed: number): this {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new RangeError(`Cannot use the seed ${seed}: it must be a whole number from 0`);
    }
    return this.with({ plan: { seed } });
  }

  /**
   * How a split shares the panel out among its models: in `"blocks"` of the panel's order, or `"shuffled"`
   * by the seed, so that a person's place in the file has nothing to do with their model.
   */
  assign(assignment: Plan["assignment"]): this {
    return this.with({ plan: { assignment } });
  }

  /**
   * Blends the models' distributions: every model answers the whole panel, and a tally is their mean with
   * these weights, or with those of the list of models; equal ones where there are none.
   *
   * @throws {TypeError} When no models are named yet, or a weight is not that of one of them.
   */
  blend(weights?: Readonly<Record<string, number>>): this {
    return this.with({ plan: { models: blended(this.plan.models, weights), blend: true } });
  }

  /**
   * Puts variants in place of each persona: as many as `count` (1 to 20), each with one thing changed by
   * the model that answers for it, in turn traits, mood, demographics and wording.
   *
   * @throws {RangeError} When the count is not a whole number from 1 to 20.
   */
  variants(count: number): this {
    return this.with({ plan: { variants: whole(count, "variants", 1, 20) } });
  }

  /**
   * Adds people to the panel. Who is called as somebody there takes their place, unless `onCollision` is
   * `"error"`.
   *
   * @param options `source` says where they are from, for the record.
   * @throws {TypeError} When a name is there already and that is an error.
   */
  merge(people: Iterable<Persona>, options: MergeOptions = {}): this {
    return this.with({ plan: merged(this.plan, people, options) });
  }

  /** What `{name}` stands for in the texts of questions; later values win. */
  vars(
    variables: Readonly<Record<string, string>>,
    { allowUnresolved = this.plan.allowUnresolved }: { readonly allowUnresolved?: boolean } = {},
  ): this {
    const all = { ...this.plan.variables, ...variables };
    return this.with({ plan: { variables: Object.freeze(all), allowUnresolved } });
  }

  /**
   * The system prompt's template, in place of the built-in one and the instrument's own: `{field}` stands
   * for a field of the persona.
   *
   * @throws {TypeError} When it is written for another language of templates.
   */
  template(template: string): this {
    checkTemplate(template, "the template");
    return this.with({ plan: { template } });
  }

  /**
   * The form in which open questions are answered: data instead of words, in one call.
   *
   * @param schema A JSON Schema or a zod schema.
   * @throws {InputError} When it cannot be checked.
   */
  schema(schema: Schema | SchemaSource): this {
    return this.with({ plan: { schema: shape("the schema", schema).schema } });
  }

  /**
   * Sums up what the panel said when it has been asked, by one of its models or another.
   *
   * @throws {RangeError} When the temperature is not in [0, 2].
   */
  synthesize(synthesis: SynthesisOptions = {}): this {
    within(synthesis.temperature ?? 0, "the temperature of the synthesis", 0, 2);
    return this.with({ plan: { synthesis: Object.freeze({ ...synthesis }) } });
  }

  /** The sampling temperature, in [0, 2]; a persona's own wins. */
  temperature(temperature: number): this {
    return this.#sampled({ temperature: within(temperature, "the temperature", 0, 2) });
  }

  /** Nucleus sampling, in [0, 1]; a persona's own wins. */
  topP(topP: number): this {
    return this.#sampled({ topP: within(topP, "top-p", 0, 1) });
  }

  /** The most tokens of an answer; a persona's own wins. */
  maxTokens(maxTokens: number): this {
    return this.#sampled({ maxTokens: whole(maxTokens, "tokens", 1) });
  }

  /** Asks everybody so many times, each time from the beginning, to tell chance from character. */
  repeats(repeats: number): this {
    return this.with({ plan: { repeats: whole(repeats, "repeats", 1) } });
  }

  /**
   * How fast and how far the study may go: `concurrency` units at once (20), `rate` requests a second, a
   * `budget` in US dollars, and how many failures are too many.
   *
   * @throws {RangeError} When a limit is not in its range.
   */
  limit(limits: Limits): this {
    return this.with({ conduct: checkedLimits(limits) });
  }

  /**
   * Asks only until the answers are enough: by default until every share is known within ±0.1 at any look,
   * or by a rule with other numbers. Panelists are then asked in a random order drawn by the seed. In
   * ensembles, repeats and variants a persona counts once.
   *
   * @throws {RangeError} When a number is out of range.
   * @throws {TypeError} When there is no such rule, or a number is of the other one.
   *
   * @example
   * ```ts
   * import { instrument, panel, simulated, yesNo } from "../../mod.ts";
   *
   * const people = Array.from({ length: 500 }, (_, place) => ({ name: `P${place}` }));
   * const result = await panel().personas(people).models(simulated({ shares: { tries: { yes: 1 } } }))
   *   .until({ halfWidth: 0.05 }).ask(instrument("trial", { tries: yesNo("Would you try it?") })).run();
   * if (!(result.tally("tries").n < 500)) throw new Error("everybody was asked");
   * ```
   */
  until(options: UntilOptions = {}): this {
    const { stop: _, ...rule } = options;
    convergenceSettings(rule);
    return this.with({ conduct: { until: Object.freeze({ ...options }) } });
  }

  /**
   * The folder of the run's journal, one for each run. The same plan run again with the same folder
   * continues where it was, and asks nothing twice; another plan is refused, with what was changed.
   *
   * @throws {RangeError} When `every` is not a whole number from 1.
   */
  journal(folder: string, options: JournalOptions = {}): this {
    if (options.every !== undefined) whole(options.every, "panelists between two writings", 1);
    return this.with({ conduct: { journal: folder, ...options } });
  }

  /**
   * Asks panelists in their providers' batches, at half the price: replies come within a day, and nothing waits
   * for them. `run()` hands the batches over and returns; run again, the study collects what has come, and goes
   * on with the next turn of every conversation, until `isWaiting` is false. It needs a `journal()`, and models
   * of OpenAI or Anthropic; what sums up is asked by itself.
   *
   * A reply that cannot be read (corrected once), and a request that failed in a way that may pass, expired, was
   * cancelled or has no result (as often as one by itself is tried), go into the next batch; what can never work
   * fails at once. What can be read of a batch's results is taken over at once; answers that are not among them
   * although the provider tells of them, and a batch that it does not know any more, as with another key, are waited
   * for until `abandon` gives them up: they are asked for and paid again.
   *
   * Providers know of no name for a batch before they have it. Before one is sent the journal notes its key, a hash
   * of its requests, and the newest batch of the account; cut off before the provider's id has come, the run looks for
   * it among the newer ones, and hands nothing over twice. With OpenAI the key is in the batch's metadata. Anthropic's
   * batches have none, and their requests are told by their results: as long as a newer batch of as many requests has
   * not ended, it is not known whose it is, and the run waits. Not even this can see a batch that the provider lists
   * later than it took it, or that somebody has deleted. The connection is used for nothing else, as the runtime would
   * send a request again by itself when a used one breaks.
   *
   * @example
   * ```ts
   * import assert from "node:assert/strict";
   * import { instrument, panel, scripted, yesNo } from "../../mod.ts";
   *
   * const study = panel().personas([{ name: "Maya" }]).models(scripted({ tries: "yes" })).batch()
   *   .journal(await Deno.makeTempDir()).ask(instrument("trial", { tries: yesNo("Would you try it?") }));
   * const waiting = await study.run();
   * assert(waiting.isWaiting && waiting.batches[0]?.state === "submitted");
   * const result = await study.run();
   * assert(!result.isWaiting && result.tally("tries").counts.yes === 1);
   * ```
   */
  batch({ abandon }: BatchOptions = {}): this {
    return this.with({ conduct: { batch: true, abandon } });
  }

  /**
   * Has the calls made by workers on other machines (`cli.ts worker`), which take them from a NATS server with
   * JetStream. What is asked, how fast, how often again and for how much money is decided here, as without them; the
   * journal is here too. Workers make calls with keys of their own, and must be of the same version. Models that
   * exist in this program only, such as `scripted()`, answer here.
   *
   * @param address As in `nats://host:4222`, `tls://host` or `nats://user:password@host`; no file holds it.
   * @throws {TypeError} When it is no such address.
   *
   * @example
   * ```ts
   * import assert from "node:assert/strict";
   * import { instrument, panel, yesNo } from "../../mod.ts";
   *
   * const study = panel().personas([{ name: "Maya" }]).models("simulated").dispatch("nats://127.0.0.1:1")
   *   .ask(instrument("trial", { tries: yesNo("Would you try it?") }));
   * await assert.rejects(study.run(), /the connection was refused; nothing was asked$/);
   * ```
   */
  dispatch(address: string): this {
    natsAddress(address);
    return this.with({ conduct: { dispatch: address } });
  }

  /**
   * A file of replies from which a study can be had again without asking anybody: `"record"` keeps every
   * reply there, and does not pay again for what is there; `"replay"` takes all replies from it, with no
   * network and no key, and the result is the same to the byte; `"verify"` takes them too and asks one
   * conversation in ten, ten at least, again, to see whether the models still answer so; `"live"` leaves it
   * alone. A replayed answer costs in the result what it cost when it was recorded, and nothing of a budget.
   *
   * @throws {TypeError} When the path is empty, or there is no such mode.
   *
   * @example
   * ```ts
   * import assert from "node:assert/strict";
   * import { instrument, panel, simulated, yesNo } from "../../mod.ts";
   *
   * const path = `${await Deno.makeTempDir()}/trial.responses`;
   * const study = panel().personas([{ name: "Maya" }]).models(simulated()).seed(7)
   *   .ask(instrument("trial", { tries: yesNo("Would you try it?") }));
   * const recorded = await study.responses(path, "record").run();
   * const replayed = await study.responses(path, "replay").run();
   * assert.equal(replayed.replies.asked, 0);
   * const [[before], [after]] = [recorded.rows.toArray(), replayed.rows.toArray()];
   * assert.equal(after?.answer, before?.answer);
   * ```
   */
  responses(path: string, mode: ResponseMode | "live"): this {
    return this.with({ conduct: { responses: checkedStore(path, mode) } });
  }

  /** What a notebook shows: the plan. */
  [Symbol.for("Jupyter.display")](): Record<string, string> {
    const text = planText(this.plan, this.parts.conduct);
    return { "text/html": `<pre>${escaped(text)}</pre>`, "text/plain": text };
  }

  /** What the REPL shows: the plan. */
  [Symbol.for("Deno.customInspect")](): string {
    return planText(this.plan, this.parts.conduct);
  }

  #sampled(sampling: Sampling): this {
    return this.with({ plan: { sampling: Object.freeze({ ...this.plan.sampling, ...sampling }) } });
  }

  /** A copy with some parts changed: the only place that copies. */
  protected with(change: {
    readonly plan?: Partial<Plan>;
    readonly conduct?: Partial<Conduct>;
    readonly world?: Partial<World>;
  }): this {
    const { plan, conduct, world } = this.parts;
    // Every study is made from its parts alone.
    const Same = this.constructor as new (parts: Parts) => this;
    return new Same({
      plan: { ...plan, ...change.plan },
      conduct: { ...conduct, ...change.conduct },
      world: { ...world, ...change.world },
    });
  }
}
