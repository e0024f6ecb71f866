import { type CompiledQuestion } from "../instruments/compiled.ts";
import { type About, type Message, type Request } from "../models/model.ts";
import { ModelError } from "../models/model_error.ts";
import { type Status } from "../rows/row.ts";
import { type Calls, type NamedModel } from "./calls.ts";
import { type CallKey, type KeptReply } from "./journal.ts";
import { isRefusal } from "./refusal.ts";

/** One question put to one panelist. */
export interface Asking {
  readonly question: CompiledQuestion;
  readonly order: readonly number[] | null;
  readonly model: NamedModel;
  readonly system: string;
  /** The conversation before this question, in plain words. */
  readonly history: readonly Message[];
  readonly panelist: string;
  readonly persona: About["persona"];
  readonly repeat: number;
  readonly unit: string;
  readonly turn: number;
  /** Sampling, and the seed that belongs to this question. */
  readonly sampling: Pick<Request, "temperature" | "topP" | "seed"> & {
    readonly maxTokens?: number;
  };
}

/** What came of it. */
export interface Asked {
  readonly status: Status;
  readonly answer: unknown;
  readonly text: string | null;
  readonly error: string | null;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly cost: number | null;
}

/**
 * Puts one question: words it, calls the model, reads the reply and, when it cannot be read, asks the
 * same model once to correct it. A call that fails is an outcome, not an exception.
 */
export async function ask(asking: Asking, calls: Calls): Promise<Asked> {
  const made: KeptReply[] = [];
  const request = requestOf(asking);
  try {
    const first = await call(request, "answer");
    const read = readReply(first, asking.question);
    if (read.status !== "unparsable") return outcome(read, made);
    const corrected = await call(correctionOf(request, first, read.error ?? ""), "repair");
    return outcome(readReply(corrected, asking.question), made);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return outcome({ status: "failed", answer: null, text: null, error: error.message }, made);
  }

  async function call(request: Request, purpose: About["purpose"]): Promise<KeptReply> {
    const key: CallKey = { unit: asking.unit, turn: asking.turn, purpose, attempt: made.length };
    const about = { ...request.about, purpose };
    const kept = await calls.make(asking.model, { ...request, about }, key);
    made.push(kept);
    return kept;
  }
}

function requestOf({ question, order, system, history, sampling, ...who }: Asking): Request {
  const { maxTokens, ...rest } = sampling;
  const { key, options, ordered } = question;
  const { kind, text } = question.question;
  return {
    system,
    messages: [...history, { role: "user", content: question.wording(order) }],
    schema: question.schema,
    maxTokens: maxTokens ?? question.maxTokens,
    ...rest,
    about: {
      purpose: "answer",
      panelist: who.panelist,
      repeat: who.repeat,
      persona: who.persona,
      question: { key, kind, text, options, order, ordered },
    },
  };
}

/** How many times the tokens a reply that was cut may have when it is asked for again. */
const LONGER = 8;

/** The one corrective turn: what was said, why it cannot be used, and what is wanted. */
function correctionOf(request: Request, { reply }: KeptReply, problem: string): Request {
  const wanted = request.schema === null
    ? "Answer the question again, in a few plain sentences."
    : "Answer the question again, only in the form that was asked for.";
  const said: Message[] = reply.text.trim() === ""
    ? []
    : [{ role: "assistant", content: reply.text.trim() }];
  const content = `That answer cannot be used: ${problem}. ${wanted}`;
  const messages = said.length > 0
    ? [...request.messages, ...said, { role: "user" as const, content }]
    : [...request.messages.slice(0, -1), joined(request.messages.at(-1), content)];
  // Models that think before they speak may have used the tokens up on it.
  const maxTokens = reply.ended === "cut" ? LONGER * request.maxTokens : request.maxTokens;
  return { ...request, messages, maxTokens };
}

// Without words of the model's own there is nothing to reply to: two turns of one side would meet.
function joined(last: Message | undefined, content: string): Message {
  return { role: "user", content: `${last?.content ?? ""}\n\n${content}` };
}

const DECLINED = "the model declined to answer";

type Read = Pick<Asked, "status" | "answer" | "text" | "error">;

function readReply({ reply }: KeptReply, question: CompiledQuestion): Read {
  const { text, ended } = reply;
  const not = (status: Status, error: string): Read => ({ status, answer: null, text, error });
  if (ended === "refused") return not("refused", DECLINED);
  if (ended === "cut") return not("unparsable", "the reply was cut at its token limit");
  const reading = question.read(text);
  const isStructured = question.schema !== null && "answer" in reading;
  if (!isStructured && isRefusal(text)) return not("refused", DECLINED);
  return "answer" in reading
    ? { status: "ok", answer: reading.answer, text, error: null }
    : not("unparsable", reading.problem);
}

function outcome(read: Read, made: readonly KeptReply[]): Asked {
  let [tokensIn, tokensOut] = [0, 0];
  let cost: number | null = 0;
  for (const { reply: { usage }, cost: one } of made) {
    tokensIn += usage.input + usage.cacheWrite + usage.cacheRead;
    tokensOut += usage.output;
    cost = cost === null || one === null ? null : cost + one;
  }
  return { ...read, tokensIn, tokensOut, cost };
}
