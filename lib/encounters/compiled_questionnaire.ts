import { type Stream } from "../random/stream.ts";
import { BOUNDED_TOKENS, OPEN_TOKENS } from "../instruments/kind.ts";
import { type Questions } from "../instruments/instrument.ts";
import { type Schema } from "../instruments/shape.ts";
import { CompiledField } from "./compiled_field.ts";
import { type PromptingStrategy, thinksFirst } from "./prompting.ts";
import { type Questionnaire } from "./questionnaire.ts";

/** The trace in which a panelist who thinks first keeps what they thought. */
export const REASONING = "reasoning";

/** The orders in which options are shown, by field. */
export type FieldOrders = Readonly<Record<string, readonly number[]>>;

/**
 * A questionnaire made ready to be put to many panelists: its fields, and the form of the whole reply,
 * worked out once.
 */
export class CompiledQuestionnaire {
  readonly questionnaire: Questionnaire;
  readonly strategy: PromptingStrategy;
  readonly outcomes: readonly CompiledField[];
  readonly traces: readonly CompiledField[];
  /** The JSON Schema of the reply. */
  readonly schema: Schema;
  readonly maxTokens: number;

  constructor(questionnaire: Questionnaire, strategy: PromptingStrategy) {
    const { outcomes, traces, optional, instructions, maxTokens } = questionnaire;
    const fieldsOf = (questions: Questions) =>
      Object.entries(questions).map(([name, question]) =>
        new CompiledField(name, question, {
          isRequired: !optional.has(name),
          instruction: Object.hasOwn(instructions, name) ? instructions[name] : undefined,
        })
      );
    this.questionnaire = questionnaire;
    this.strategy = strategy;
    this.outcomes = fieldsOf(outcomes);
    this.traces = fieldsOf(traces);
    this.schema = replySchema(this.outcomes, this.traces, thinksFirst(strategy));
    const all = [...this.outcomes, ...this.traces];
    this.maxTokens = maxTokens ?? BOUNDED_TOKENS +
        (thinksFirst(strategy) ? OPEN_TOKENS : 0) +
        all.reduce(
          (sum, field) => sum + (field.maxTokens > BOUNDED_TOKENS ? field.maxTokens : 0),
          0,
        );
  }

  /** The orders in which one panelist sees the options of the fields, in one meeting. */
  orders(random: Stream): FieldOrders {
    return Object.fromEntries(
      [...this.outcomes, ...this.traces].flatMap((field) => {
        const order = field.order(random.fork(field.name));
        return order === null ? [] : [[field.name, order]];
      }),
    );
  }
}

/** Thinking stands before the answers, so that they can follow from it. */
function replySchema(
  outcomes: readonly CompiledField[],
  traces: readonly CompiledField[],
  thinks: boolean,
): Schema {
  const answers = { outcomes: objectOf(outcomes.map(({ name, schema }) => [name, schema])) };
  const kept: [string, Schema][] = traces.map(({ name, schema }) => [name, schema]);
  const thought: [string, Schema][] = [[REASONING, { type: "string" }]];
  const beside = { traces: objectOf(thinks ? [...thought, ...kept] : kept) };
  const properties = thinks
    ? { ...beside, ...answers }
    : kept.length > 0
    ? { ...answers, ...beside }
    : answers;
  return objectOf(Object.entries(properties));
}

function objectOf(properties: readonly (readonly [string, Schema])[]): Schema {
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    required: properties.map(([name]) => name),
    additionalProperties: false,
  };
}
