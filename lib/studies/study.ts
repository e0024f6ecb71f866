import { type GateOptions } from "../engine/gate.ts";
import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { parseModelList } from "../models/model_list.ts";
import { type Model } from "../models/model.ts";
import { type Persona } from "../personas/persona.ts";
import { escaped } from "../display/escape.ts";
import { planText } from "./plan_text.ts";
import { EMPTY_PLAN, type Plan, type PlannedModels } from "./plan.ts";

/** How a study is carried out: nothing here shapes an answer, so a resumed run may change it. */
export interface Conduct extends GateOptions {
  /** The folder of the run's journal; a temporary one where it is undefined. */
  readonly journal?: string | undefined;
}

/** What is handed in and does, rather than is; its `spec` goes into the record, it does not. */
export interface World {
  /** The world outside the program. */
  readonly host: Host;
  /** The models that were given as values, by name. */
  readonly models: Readonly<Record<string, Model>>;
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
    return this.with({ plan: { personas: Object.freeze([...people]) } });
  }

  /**
   * The models that answer. A text is a list as on the command line: `"haiku"`, a split
   * `"haiku:0.5,gemini-2.5-flash:0.5"`, or an ensemble `"haiku,sonnet"`. Models of one's own, such as
   * `simulated()` and `scripted()`, are given as values.
   *
   * @throws {TypeError} When the list is malformed.
   */
  models(models: string | Model | readonly Model[]): this {
    if (typeof models === "string") {
      return this.with({ plan: { models: parseModelList(models) }, world: { models: {} } });
    }
    const list = Array.isArray(models) ? models : [models as Model];
    const named = Object.fromEntries(list.map((model: Model) => [model.id, model]));
    return this.with({ plan: { models: planned(list) }, world: { models: named } });
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

  /** How fast the study may go: `concurrency` units at once (20), `rate` requests a second. */
  limit(limits: GateOptions): this {
    return this.with({ conduct: limits });
  }

  /**
   * The folder of the run's journal. The same plan run again with the same folder continues where it
   * was, and asks nothing twice.
   */
  journal(folder: string): this {
    return this.with({ conduct: { journal: folder } });
  }

  /** What a notebook shows: the plan. */
  [Symbol.for("Jupyter.display")](): Record<string, string> {
    const text = planText(this.plan);
    return { "text/html": `<pre>${escaped(text)}</pre>`, "text/plain": text };
  }

  /** What the REPL shows: the plan. */
  [Symbol.for("Deno.customInspect")](): string {
    return planText(this.plan);
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

function planned(models: readonly Model[]): PlannedModels {
  for (const model of models) {
    if (typeof model?.id === "string" && typeof model.reply === "function") continue;
    throw new TypeError(
      "Cannot use the models: each must be a name, or a model with an id and reply()",
    );
  }
  if (models.length === 0) throw new TypeError("Cannot use no models: name at least one");
  const entries = models.map(({ id }) => ({ name: id, weight: 1 }));
  const twice = entries.find(({ name }, place) =>
    entries.findIndex((e) => e.name === name) !== place
  );
  if (twice) throw new TypeError(`Cannot use the models: "${twice.name}" is there twice`);
  return { mode: models.length === 1 ? "single" : "ensemble", entries };
}
