import { type ModelError } from "./model_error.ts";

/** A JSON Schema as plain data (draft 2020-12). */
export type JsonSchema = { readonly [key: string]: unknown };

/** One turn of a conversation with a model. */
export interface Message {
  /** Who speaks: the survey (`user`) or the panelist (`assistant`). */
  readonly role: "user" | "assistant";
  /** What is said. */
  readonly content: string;
}

/** One option of a bounded question: what is stored, and what is shown. */
export interface Option {
  /** The stored answer: the authored text, or a product's id. */
  readonly value: string;
  /** What the panelist reads. @default {the value} */
  readonly label: string;
}

/**
 * Why a call is made: to put a question; to have a reply corrected; to extract data from an answer; to
 * tell an answer's sentiment; to vary a persona; to sum up what a panel said; to write the text of a persona
 * or a product.
 */
export type Purpose =
  | "answer"
  | "repair"
  | "extraction"
  | "sentiment"
  | "variant"
  | "synthesis"
  | "enrichment";

/**
 * What a request is about, as plain data. Providers on the network ignore it; respondents that live
 * inside the program (simulated, scripted) answer from it.
 */
export interface About {
  /** Why the call is made. */
  readonly purpose: Purpose;
  /** The panelist's id. */
  readonly panelist: string;
  /** Which repeat of the question this is, from 0; of a panel that is followed, the period. */
  readonly repeat: number;
  /** The id of the product that the question is about; absent where it is about none. */
  readonly product?: string;
  /** The persona, with all its attributes. */
  readonly persona: Readonly<Record<string, unknown>>;
  /** The question that is asked; in a call that asks none, what stands in its place. */
  readonly question: AboutQuestion;
  /** What the call works on besides, as plain data: the answer to extract from, the counts to sum up. */
  readonly material?: unknown;
}

/** The question a request is about. */
export interface AboutQuestion {
  /** The question's key, unique in its instrument. */
  readonly key: string;
  /** The question's kind, as in `"choice"`. */
  readonly kind: string;
  /** The wording, without options and instructions. */
  readonly text: string;
  /** The options as authored; null when the question has none. */
  readonly options: readonly Option[] | null;
  /** The places of the options in the order shown; null when there are none. */
  readonly order: readonly number[] | null;
  /** Whether the options have an order of their own, as on a scale. */
  readonly ordered: boolean;
}

/** One call of a model. */
export interface Request {
  /** The system prompt: who is answering. */
  readonly system: string;
  /** The conversation so far; the last turn is the user's. */
  readonly messages: readonly Message[];
  /** The form of a structured answer; null for free text. */
  readonly schema: JsonSchema | null;
  /** The most tokens the reply may have. */
  readonly maxTokens: number;
  /** Sampling temperature; the provider's default where absent. */
  readonly temperature?: number;
  /** Nucleus sampling; the provider's default where absent. */
  readonly topP?: number;
  /** A seed for providers that take one. */
  readonly seed?: number;
  /** What the request is about, for respondents that live inside the program. */
  readonly about: About;
}

/** Tokens of one call, as the provider counted them. */
export interface Usage {
  /** Input tokens that were neither written to nor read from a cache. */
  readonly input: number;
  /** Output tokens. */
  readonly output: number;
  /** Input tokens written to the provider's cache. */
  readonly cacheWrite: number;
  /** Input tokens read from the provider's cache. */
  readonly cacheRead: number;
}

/** What a model sent back. */
export interface Reply {
  /** The text of the reply; for a structured answer the JSON text. */
  readonly text: string;
  /** Why the reply ended: by itself, because it reached `maxTokens`, or in a refusal. */
  readonly ended: "complete" | "cut" | "refused";
  /** The tokens of the call. */
  readonly usage: Usage;
  /** What the provider itself says the call cost, in US dollars. */
  readonly cost?: number;
  /** The id of the model as it was served. */
  readonly served: string;
}

/**
 * The seam to a model: anything that can be asked. Bring one of your own by implementing it.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { type Model, panel } from "../../mod.ts";
 *
 * const agreeable: Model = {
 *   id: "agreeable",
 *   spec: { provider: "agreeable" },
 *   reply: () => Promise.resolve({
 *     text: '{"answer":"yes"}',
 *     ended: "complete",
 *     usage: { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 },
 *     served: "agreeable",
 *   }),
 * };
 * assert(panel().models(agreeable).plan.models?.entries[0]?.name === "agreeable");
 * ```
 */
export interface Model {
  /** The resolved id, as in `claude-haiku-4-5-20251001`. */
  readonly id: string;
  /** What makes this model answer as it does, as plain data; it is recorded and fingerprinted. */
  readonly spec: ModelSpec;
  /**
   * Whether equal `spec`s answer alike, so that a notebook may take a run of the same plan for this one.
   * @default false
   */
  readonly isDescribed?: boolean | undefined;
  /** What must be said wherever its answers are shown; absent on language models. */
  readonly notice?: string;
  /**
   * Refuses, before anything is asked, questions that this model could not answer; throws a
   * `TypeError` with the reason. A model without it takes every question.
   */
  accepts?(questions: readonly AboutQuestion[]): void;
  /** The provider's batches, where it has them: for `batch()`. */
  readonly batches?: ModelBatches;
  /** Answers one request; rejects with a `ModelError` when there is no reply. */
  reply(request: Request, signal: AbortSignal): Promise<Reply>;
}

/**
 * The batches of a provider: many requests handed over at once, answered within a day, at half the price.
 * Rejects with a `ModelError` where the provider does not take part.
 */
export interface ModelBatches {
  /** What one batch may hold. */
  readonly most: { readonly requests: number; readonly bytes: number };
  /** A request as it stands in a batch: one line of JSON. */
  line(item: BatchItem): string;
  /** The newest batch of the account; null where there is none. */
  newest(signal: AbortSignal): Promise<BatchMark | null>;
  /** Hands a batch over, once; the provider's id of it. */
  submit(batch: BatchOrder, signal: AbortSignal): Promise<string>;
  /** Looks for a batch that was perhaps handed over. */
  find(batch: SoughtBatch, signal: AbortSignal): Promise<FoundBatch>;
  /** How a batch stands. */
  look(id: string, signal: AbortSignal): Promise<BatchLook>;
  /** What has become of the requests of a batch that has ended, in any order. */
  results(id: string, signal: AbortSignal): AsyncIterable<BatchResult>;
}

/** One request of a batch. */
export interface BatchItem {
  /** Its name in the batch: at most 64 letters, digits, `-` and `_`. */
  readonly id: string;
  /** What is asked. */
  readonly request: Request;
  /** How many forms of a structured answer the model has refused before. */
  readonly refused: number;
}

/** A batch to be handed over. */
export interface BatchOrder {
  /** The key of the batch, with which the ids of its requests begin. */
  readonly key: string;
  /** The run that it is of. */
  readonly run: string;
  /** Its requests, a line each. */
  readonly lines: readonly string[];
}

/** A batch of the account, and when the provider says that it was made. */
export interface BatchMark {
  /** The provider's id. */
  readonly id: string;
  /** When it was made, in milliseconds since 1970 by the provider's clock. */
  readonly created: number;
}

/** A batch of which nobody knows whether it was handed over. */
export interface SoughtBatch {
  /** The key of the batch. */
  readonly key: string;
  /** How many requests it has. */
  readonly total: number;
  /** The newest batch before it; null where there was none. */
  readonly since: BatchMark | null;
  /** Batches that are known to be others. */
  readonly others: ReadonlySet<string>;
}

/**
 * What was found: the id of the batch; that it is not there; or that nobody can tell before some other batch
 * has ended.
 */
export type FoundBatch =
  | { readonly found: "batch"; readonly id: string }
  | { readonly found: "nothing" | "undecided" };

/** How a batch stands. */
export interface BatchLook {
  /** Whether it is under way, has ended (also before its time, by whatever came of it), or was not taken. */
  readonly state: "under way" | "ended" | "refused";
  /** The same in the provider's word, as in `"in_progress"`. */
  readonly said: string;
  /** How many of its requests were answered, as far as the provider tells. */
  readonly answered: number;
  /** How many failed, as far as the provider tells. */
  readonly failed: number;
  /** Why it was not taken; null where it was. */
  readonly reason: string | null;
}

/** What has become of one request. */
export type BatchResult =
  | { readonly id: string; readonly reply: Reply }
  | { readonly id: string; readonly error: ModelError };

/** The description of a model that is written into a plan. */
export interface ModelSpec {
  /** The provider's name, as in `"anthropic"`. */
  readonly provider: string;
  /** Whatever else shapes its answers. */
  readonly [setting: string]: unknown;
}
