import { canonical } from "../schema/canonical.ts";
import { toJsonSchema } from "../schema/json_schema.ts";
import { issuesOf } from "../schema/read.ts";
import { kindOf, type Question } from "../instruments/kinds.ts";
import { orderOf } from "../instruments/order.ts";
import { type QuestionOption } from "../instruments/kind.ts";
import { type Schema } from "../instruments/shape.ts";
import { type Stream } from "../random/stream.ts";
import type * as z from "zod";

/** A value as it was read: what it is taken for, or why it is none. */
export type FieldReading =
  | { readonly value: unknown; readonly coerced: boolean }
  | { readonly problem: string };

/** What a field is told beside its question. */
export interface FieldSettings {
  /** Whether a reply without it cannot be used. */
  readonly isRequired: boolean;
  /** What is said to the question beside its wording. */
  readonly instruction?: string | undefined;
}

/**
 * A question as one field of a reply that answers many: its words, its form, and a way to read it on its
 * own. A number or a label that was sent as something else but beyond doubt is taken for what it is.
 *
 * @example
 * ```ts
 * import { CompiledField } from "./compiled_field.ts";
 * import { scale } from "../instruments/scale.ts";
 *
 * const field = new CompiledField("rating", scale("How was it?", 1, 5), { isRequired: true });
 * const read = field.read("4");
 * if (!("value" in read) || read.value !== 4 || !read.coerced) throw new Error();
 * if (!("problem" in field.read(true))) throw new Error("a truth value is no number");
 * ```
 */
export class CompiledField {
  readonly name: string;
  readonly isRequired: boolean;
  /** The options as authored; null when there are none, or none are listed. */
  readonly options: readonly QuestionOption[] | null;
  /** The JSON Schema of the field; of one that may be left out, null is allowed. */
  readonly schema: Schema;
  readonly maxTokens: number;
  readonly #question: Question;
  readonly #answer: z.ZodType | null;
  readonly #instruction: string;

  constructor(name: string, question: Question, { isRequired, instruction = "" }: FieldSettings) {
    const kind = kindOf(question);
    this.name = name;
    this.isRequired = isRequired;
    this.#question = question;
    this.#answer = kind.answer(question);
    this.options = kind.listed === false ? null : kind.options(question);
    this.maxTokens = kind.maxTokens(question);
    const form = kind.schema?.(question) ??
      (this.#answer === null ? { type: "string" } : toJsonSchema(this.#answer));
    this.schema = isRequired ? form : { anyOf: [form, { type: "null" }] };
    const told = kind.instruct(question) || (question.kind === "shape" ? formOf(form) : "");
    this.#instruction = [instruction, told].filter((part) => part !== "").join(" ");
  }

  /** The order in which one panelist sees the options; null where none are listed. */
  order(random: Stream): number[] | null {
    return orderOf(this.#question, random);
  }

  /** The field in words, with the options in the order shown. */
  wording(order: readonly number[] | null): string {
    const listed = (order ?? []).map((place) => `  - ${this.options?.[place]?.label}`);
    const head = `${this.name} (${
      this.isRequired ? "required" : "may be null"
    }): ${this.#question.text}`;
    const told = this.#instruction === "" ? [] : [`  ${this.#instruction}`];
    return [head, ...listed, ...told].join("\n");
  }

  /** Reads the field's value of a reply, checked completely. */
  read(value: unknown): FieldReading {
    if (this.#answer === null) return readText(value);
    if (!isData(value)) return { problem: "must be plain data: it has a number beyond all bounds" };
    const first = this.#answer.safeParse(value);
    if (first.success) return { value: first.data, coerced: !isSame(first.data, value) };
    for (const other of takenFor(value)) {
      const again = this.#answer.safeParse(other);
      if (again.success) return { value: again.data, coerced: true };
    }
    const [issue] = issuesOf(first.error, value);
    return { problem: `${issue?.path.slice(1)} ${issue?.message}`.trim() };
  }
}

function readText(value: unknown): FieldReading {
  if (typeof value === "string") return { value, coerced: false };
  if (typeof value === "number") return { value: String(value), coerced: true };
  return { problem: `must be a text, not ${JSON.stringify(value)}` };
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** What else a value may have been meant as: nothing is ever taken from a truth value. */
function takenFor(value: unknown): unknown[] {
  if (typeof value === "number") return [String(value)];
  if (typeof value !== "string") return [];
  const text = value.trim();
  if (NUMBER.test(text)) return [Number(text)];
  const truth = { true: true, false: false }[text.toLowerCase()];
  return truth === undefined ? [] : [truth];
}

// JSON can write 1e999, which is no number that could be written again.
function isData(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return value === null || typeof value !== "object" || Object.values(value).every(isData);
}

function isSame(read: unknown, sent: unknown): boolean {
  if (read === sent) return true;
  if (typeof read !== "object" || typeof sent !== "object") return false;
  return canonical(read) === canonical(sent);
}

/** The form of an answer in words, for kinds whose form is all there is to say. */
function formOf(form: Schema): string {
  if (Array.isArray(form.enum)) {
    return `Answer with one of ${form.enum.map((value) => JSON.stringify(value)).join(", ")}.`;
  }
  if (form.type === "boolean") return "Answer with true or false.";
  return Object.keys(form).length === 0
    ? "Answer with any JSON value."
    : `Answer in the form of this JSON Schema: ${JSON.stringify(form)}`;
}
