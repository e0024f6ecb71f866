import { type Message, type Model, type ModelSpec, type Request } from "../models/model.ts";
import { sha256 } from "../random/hash.ts";
import { canonical } from "../schema/canonical.ts";

/** Raised when the form of what is hashed changes, or that of the replies that are stored under it. */
export const CODEC_VERSION = 1;

/** Who is asked, as far as it tells one request from another. */
export interface Addressee {
  readonly model: Pick<Model, "id" | "spec">;
  /** Its place among models that are the same under other names, from 0. */
  readonly twin?: number | undefined;
}

/**
 * The key of a request: the SHA-256 of its canonical JSON (RFC 8785), as 64 hexadecimal digits. It covers
 * whatever shapes the reply (provider, model and its settings, all messages, sampling, seed, and the form
 * of the answer) and whatever tells two samples apart that are asked in the same words: the panelist, the
 * repeat, the question, the product, the purpose, and the place of a model that an ensemble names twice. Ten repeats of a
 * question are ten keys. Addresses and API keys are no part of it, nor is where in a run it was asked.
 *
 * @example
 * ```ts
 * import { requestKey } from "./request_key.ts";
 *
 * const question = { key: "q", kind: "text", text: "Why?", options: null, order: null, ordered: false };
 * const asked = (repeat: number) =>
 *   requestKey({ model: { id: "gpt-4o-mini", spec: { provider: "openai" } } }, {
 *     system: "You are Maya.",
 *     messages: [{ role: "user", content: "Why?" }],
 *     schema: null,
 *     maxTokens: 300,
 *     about: { purpose: "answer", panelist: "p1", repeat, persona: {}, question },
 *   });
 * if (!/^[0-9a-f]{64}$/.test(asked(0)) || asked(0) === asked(1)) throw new Error();
 * ```
 */
export function requestKey({ model, twin = 0 }: Addressee, request: Request): string {
  const { system, messages, schema, maxTokens, temperature, topP, seed, about } = request;
  // A run makes a hundred thousand of these. What has no member of others' making is written by the
  // runtime, which keeps the order of members: it is that of RFC 8785 here, and a test holds it so.
  const first = JSON.stringify({
    codec: CODEC_VERSION,
    messages: [{ content: wellFormed(system), role: "system" }, ...messages.map(turnOf)],
    model: model.id,
    panelist: about.panelist,
    parameters: { max_tokens: maxTokens, seed, temperature, top_p: topP },
    product: about.product,
    provider: model.spec.provider,
    purpose: about.purpose,
    question: about.question.key,
    repeat: about.repeat,
  });
  const last = `"schema":${textOf(schema)},"settings":${settingsOf(model.spec)},"twin":${twin}`;
  return sha256(`${first.slice(0, -1)},${last}}`);
}

function turnOf({ role, content }: Message): Message {
  return { content: wellFormed(content), role };
}

// A reply that was cut in the middle of a character goes back to the model as it is.
function wellFormed(text: string): string {
  return text.isWellFormed() ? text : text.toWellFormed();
}

// Questions and models are the same objects in every request.
const texts = new WeakMap<object, string>();

function textOf(value: object | null): string {
  if (value === null) return "null";
  const text = texts.get(value) ?? canonical(value);
  texts.set(value, text);
  return text;
}

const settings = new WeakMap<ModelSpec, string>();

function settingsOf(spec: ModelSpec): string {
  const { provider: _provider, id: _id, ...rest } = spec;
  const text = settings.get(spec) ?? canonical(rest);
  settings.set(spec, text);
  return text;
}
