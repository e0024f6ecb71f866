import * as z from "zod";
import { type Stream } from "../random/stream.ts";
import { toJsonSchema } from "../schema/json_schema.ts";
import { issuesOf } from "../schema/read.ts";
import { type QuestionBase, type QuestionOption } from "./kind.ts";
import { kindOf, type Question } from "./kinds.ts";
import { jsonIn } from "./json_in.ts";
import { orderOf } from "./order.ts";

/** Raised when the way a question is put to a model changes, so that runs made with it differ. */
export const QUESTION_PROMPT_VERSION = 1;

/** What a reply was read as: an answer, or why it is none. */
export type Reading =
  | { readonly answer: unknown }
  | { readonly problem: string };

/**
 * A question made ready to be put to many panelists: its wording, the form of its answer and the way
 * to read a reply, worked out once.
 */
export class CompiledQuestion {
  readonly key: string;
  readonly question: Question;
  /** The options as authored; null when there are none. */
  readonly options: readonly QuestionOption[] | null;
  readonly ordered: boolean;
  /** Whether an answer may count for several options. */
  readonly multiple: boolean;
  /** What of an answer is tallied, in words; null where it is the answer itself. */
  readonly counted: string | null;
  /** The JSON Schema of the reply; null for free text. */
  readonly schema: Readonly<Record<string, unknown>> | null;
  readonly maxTokens: number;
  readonly #reply: z.ZodType | null;
  readonly #isBare: boolean;
  readonly #instruction: string;

  constructor(key: string, question: Question) {
    const kind = kindOf(question);
    const answer = kind.answer(question);
    this.key = key;
    this.question = question;
    this.options = kind.options(question);
    this.ordered = kind.ordered(question);
    this.multiple = kind.multiple?.(question) ?? false;
    this.counted = kind.counted ?? null;
    this.maxTokens = kind.maxTokens(question);
    this.#instruction = kind.instruct(question);
    const form = answer === null ? null : kind.schema?.(question) ?? toJsonSchema(answer);
    // An answer that is an object is the reply; any other is wrapped in one, as providers demand.
    this.#isBare = form?.type === "object";
    this.#reply = answer === null || this.#isBare ? answer : z.object({ answer });
    this.schema = form === null || this.#isBare ? form : wrapped(form);
  }

  /** The order in which one panelist sees the options; null when there are none. */
  order(random: Stream): number[] | null {
    return orderOf(this.question, random);
  }

  /** The turn that puts the question: its text, the options in the order shown, the form of answer. */
  wording(order: readonly number[] | null): string {
    const listed = (order ?? []).map((place) => `- ${this.options?.[place]?.label}`);
    const parts = [this.question.text, listed.join("\n"), this.#instruction];
    return parts.filter((part) => part !== "").join("\n\n");
  }

  /** Reads a reply's text as an answer, checked completely against the form of the question. */
  read(text: string): Reading {
    if (this.#reply === null) {
      return text.trim() === "" ? { problem: "the reply is empty" } : { answer: text.trim() };
    }
    const data = jsonIn(text);
    if (data === undefined) return { problem: "the reply is not a JSON object" };
    const checked = this.#reply.safeParse(data);
    if (!checked.success) {
      const issues = issuesOf(checked.error, data);
      return { problem: issues.map(({ path, message }) => `${path} ${message}`).join("; ") };
    }
    if (this.#isBare) return { answer: checked.data };
    // The reply's schema has exactly this property.
    return { answer: (checked.data as { readonly answer: unknown }).answer };
  }

  /** The options an answer counts for. */
  categories(answer: unknown): readonly string[] {
    // The kind that read the answer is the kind of this question.
    return kindOf<QuestionBase>(this.question).categories(this.question, answer);
  }

  /** The answer as plain words, as it stands in the conversation that later questions see. */
  said(answer: unknown): string {
    const label = (value: unknown) =>
      this.options?.find((option) => option.value === value)?.label ?? plain(value);
    return Array.isArray(answer) ? answer.map(label).join(", ") || "none of these" : label(answer);
  }
}

function wrapped(schema: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  // References count from the root, so what they point at stays there.
  const { $defs, definitions, ...answer } = schema;
  return {
    type: "object",
    properties: { answer },
    required: ["answer"],
    additionalProperties: false,
    ...($defs === undefined ? {} : { $defs }),
    ...(definitions === undefined ? {} : { definitions }),
  };
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
