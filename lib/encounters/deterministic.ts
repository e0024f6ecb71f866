import { type Questions } from "../instruments/instrument.ts";
import { type Schema } from "../instruments/shape.ts";
import { blake2b } from "../random/blake2b.ts";
import { type Stream } from "../random/stream.ts";
import { CompiledField } from "./compiled_field.ts";
import { drawValue, type Lot } from "./draw_value.ts";
import { type ComputedOutcome, type OutcomeContext, type OutcomeResult } from "./outcome.ts";
import { type Questionnaire } from "./questionnaire.ts";

/** What must be said wherever answers are shown that this outcome made up. */
export const MADE_UP = "answers made up by lot, not a language model's";

/** How answers are made up. */
export interface DeterministicOptions {
  /**
   * `independent`: each field from a draw of its own, by the seed of the study. `compatible`: as the
   * reference does, from one digest of panelist, product and period, whatever the seed; the fields of a
   * meeting depend on each other completely then. @default "independent"
   */
  readonly mode?: "independent" | "compatible" | undefined;
}

/**
 * An outcome that makes up answers to a questionnaire without asking anybody: options and numbers by lot,
 * texts that say that nobody wrote them. It is for tests and for trying a study out: nothing in it is about
 * people, which is said wherever a result with it is shown. The same meeting always has the same answers.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { deterministic, questionnaire, scale } from "../../mod.ts";
 *
 * const made = deterministic(questionnaire({ rating: scale("How was it?", 1, 5) }));
 * assert.equal(made.spec.name, "deterministic");
 * ```
 */
export function deterministic(
  questionnaire: Questionnaire,
  { mode = "independent" }: DeterministicOptions = {},
): ComputedOutcome {
  if (mode !== "independent" && mode !== "compatible") {
    throw new RangeError(`Cannot make up answers in the mode "${mode}": it is none of the two`);
  }
  const { spec: { name: _, ...asked } } = questionnaire;
  const outcomes = fieldsOf(questionnaire.outcomes);
  const traces = fieldsOf(questionnaire.traces);
  const results = (context: OutcomeContext, lot: (name: string) => Lot): OutcomeResult => ({
    outcomes: Object.fromEntries(outcomes.map(({ name, draw }) => [name, draw(lot(name))])),
    traces: Object.fromEntries(
      traces.map((field) => [field.name, traceOf(field, context, lot(field.name))]),
    ),
  });
  return {
    spec: { name: "deterministic", mode, ...asked },
    isDescribed: true,
    evaluate: mode === "compatible"
      ? compatible(results)
      : (context) => results(context, (name) => lotOf(context.random.fork(name))),
  };
}

type Results = (context: OutcomeContext, lot: (name: string) => Lot) => OutcomeResult;

function compatible(results: Results): ComputedOutcome["evaluate"] {
  let digest: ((text: string) => string) | undefined;
  return async (context) => {
    digest ??= await blake2b(8);
    const { panelist, product, t } = context;
    const lot = lotFrom(BigInt(`0x${digest(`${panelist}|${product.id}|${t}`)}`));
    return results(context, () => lot);
  };
}

/** A field, and how a value of it is drawn. */
interface DrawnField {
  readonly name: string;
  readonly schema: Schema;
  readonly draw: (lot: Lot) => unknown;
}

function fieldsOf(questions: Questions): DrawnField[] {
  return Object.entries(questions).map(([name, question]) => {
    const field = new CompiledField(name, question, { isRequired: true });
    // The form lists labels, and a row holds what they stand for; there are few, and reading one is slow.
    const stored = new Map<unknown, unknown>();
    const read = (label: unknown) => {
      const reading = field.read(label);
      const value = "value" in reading ? reading.value : label;
      stored.set(label, value);
      return value;
    };
    const isListed = Array.isArray(field.schema.enum);
    const draw = (lot: Lot) => {
      const drawn = drawValue(field.schema, lot);
      return isListed ? stored.get(drawn) ?? read(drawn) : drawn;
    };
    return { name, schema: field.schema, draw };
  });
}

/** A trace says by itself that nobody wrote it. */
function traceOf(
  { schema, draw }: DrawnField,
  { panelist, product, t }: OutcomeContext,
  lot: Lot,
): unknown {
  if (schema.type === "string" && schema.enum === undefined) {
    return `Made up for ${panelist}, ${product.id}, t=${t}`;
  }
  return Object.keys(schema).length === 0
    ? { panelist_id: panelist, product_id: product.id, t, seed: lot.integer(1_000_000) }
    : draw(lot);
}

function lotOf(random: Stream): Lot {
  return {
    integer: (bound) => random.integer(bound),
    fraction: () => random.integer(10_001) / 10_000,
  };
}

/** Everything from one number, as the reference does. */
function lotFrom(u: bigint): Lot {
  return {
    integer: (bound) => Number(u % BigInt(bound)),
    fraction: () => Number(u % 10_000n) / 10_000,
  };
}
