import { type Askable } from "../instruments/askable.ts";
import { type Stream } from "../random/stream.ts";
import { type JsonObject } from "../rows/event_row.ts";
import { tracesOf } from "../rows/reserved_traces.ts";
import { type CompiledField } from "./compiled_field.ts";
import {
  type CompiledQuestionnaire,
  type FieldOrders,
  REASONING,
} from "./compiled_questionnaire.ts";
import { outcomeExample } from "./few_shot.ts";
import { type OutcomeContext, type OutcomeResult } from "./outcome.ts";
import { type OutcomeReading, readOutcomes, withoutOutcomes } from "./outcome_reading.ts";
import { thinksFirst } from "./prompting.ts";

/** The name under which a questionnaire is put to models, and its replies are kept. */
export const OUTCOMES = "outcomes";

/** What is shown to a panelist who meets a product. */
export type Meeting = Pick<OutcomeContext, "product" | "display" | "productFeatures"> & {
  /** What the panelist remembers, in words; empty where they remember nothing. */
  readonly memory: string;
  /** The stream of this meeting: the order of options and the values of examples are drawn from it. */
  readonly random: Stream;
};

/** A questionnaire put to one panelist about one product. */
export interface OutcomePrompt extends Askable {
  /** What stands in the row, where the reply could be read and where it could not. */
  result(outcome: OutcomeReply): OutcomeResult;
}

/** What came of putting a questionnaire. */
export interface OutcomeReply {
  /** The last reply; null when none arrived. */
  readonly text: string | null;
  /** Why it cannot be used; null when it can. */
  readonly error: string | null;
}

/**
 * The questionnaire about one product, ready to be put to one panelist. A reply without something that is
 * required is no answer, and worth a correction; what is left of it afterwards is for `result` to say.
 */
export function outcomePrompt(asked: CompiledQuestionnaire, meeting: Meeting): OutcomePrompt {
  const orders = asked.orders(meeting.random.fork("order"));
  const text = wordingOf(asked, meeting, orders);
  const shown = Object.keys(orders).length > 0 ? orders : undefined;
  const { includeRawText } = asked.questionnaire;
  return {
    key: OUTCOMES,
    product: meeting.product.id,
    question: { kind: "shape", text: meeting.display },
    options: null,
    ordered: false,
    schema: asked.schema,
    maxTokens: asked.maxTokens,
    wording: () => text,
    read: (reply) => {
      const { problems, result } = readOutcomes(reply, asked);
      return problems.length > 0 ? { problem: told(problems) } : { answer: result };
    },
    result: ({ text, error }) => {
      const read = text === null
        ? withoutOutcomes(error ?? "no reply arrived")
        : withStatus(readOutcomes(text, asked), error);
      const raw = includeRawText && text !== null ? text : undefined;
      const { outcomes, traces, errors = [] } = read;
      return {
        ...{ outcomes, errors },
        traces: { ...traces, ...tracesOf(null, { shown_order: shown, raw_text: raw }) },
      };
    },
  };
}

function told(problems: readonly string[]): string {
  return problems.join("; ");
}

// A refusal or a cut reply may hold JSON that nobody meant, and what it is must not be lost.
function withStatus({ problems, result }: OutcomeReading, error: string | null): OutcomeResult {
  if (error === null || error === told(problems)) return result;
  return { outcomes: null, traces: result.traces, errors: [error] };
}

function wordingOf(asked: CompiledQuestionnaire, meeting: Meeting, orders: FieldOrders): string {
  const { questionnaire, strategy, schema } = asked;
  const { productFeatures, memory, random } = meeting;
  const features = questionnaire.includeFeatures && Object.keys(productFeatures).length > 0
    ? `What is known about it: ${JSON.stringify(productFeatures)}`
    : "";
  const thinking = thinksFirst(strategy)
    ? "Before you answer, think it through: what matters to you here, how this product does on it, and " +
      `what that means for each answer. Put your thoughts into traces.${REASONING}.`
    : "";
  const example = strategy === "few_shot"
    ? outcomeExample(questionnaire.example, schema, random.fork("example"))
    : "";
  return [
    memory,
    "You meet this product and answer questions about it.",
    introduced(meeting),
    features,
    thinking,
    `These are the questions:\n\n${fieldsText(asked.outcomes, orders)}`,
    asked.traces.length > 0 ? `And these go with them:\n\n${fieldsText(asked.traces, orders)}` : "",
    example,
    formText(asked),
  ].filter((part) => part !== "").join("\n\n");
}

// Its text need not say what it is called, and what is remembered is remembered by name.
function introduced({ product: { label = "" }, display }: Meeting): string {
  const name = label.trim();
  return display.includes(name) ? display : `${name}\n${display}`;
}

function fieldsText(fields: readonly CompiledField[], orders: FieldOrders): string {
  const orderOf = (name: string) => Object.hasOwn(orders, name) ? orders[name] ?? null : null;
  return fields.map((field) => field.wording(orderOf(field.name))).join("\n\n");
}

// With places for values, not with values: any of those would be a suggestion.
function formText({ outcomes, traces, strategy }: CompiledQuestionnaire): string {
  const placed = (names: readonly string[]) => names.map((name) => `"${name}": …`).join(", ");
  const kept = [
    ...(thinksFirst(strategy) ? [REASONING] : []),
    ...traces.map(({ name }) => name),
  ];
  const answers = `"outcomes": {${placed(outcomes.map(({ name }) => name))}}`;
  const beside = kept.length > 0 ? `"traces": {${placed(kept)}}` : "";
  const parts = thinksFirst(strategy) ? [beside, answers] : [answers, beside];
  const form = parts.filter((part) => part !== "").join(", ");
  return `Reply with one JSON object and nothing else, in this form: {${form}}`;
}

/** The traces of a row: those of the result, with its errors among them; null where there are none. */
export function outcomeTraces({ traces, errors = [] }: OutcomeResult): JsonObject | null {
  if (errors.length === 0) return traces;
  return { ...traces, outcome_errors: errors };
}
