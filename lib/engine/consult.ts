import { type Message, type Purpose, type Request } from "../models/model.ts";
import { ModelError } from "../models/model_error.ts";
import { type Status } from "../rows/row.ts";
import { type Calls, type NamedModel } from "./calls.ts";
import { type CallKey, type KeptReply } from "./call_record.ts";
import { isRefusal } from "./refusal.ts";

/** A request whose reply must be readable, and how it is read. */
export interface Consultation<Answer> {
  readonly model: NamedModel;
  readonly request: Request;
  /** Where the reply is kept. */
  readonly key: Omit<CallKey, "purpose" | "attempt">;
  /** Reads a reply's text, checked completely. */
  readonly read: (text: string) => Reading<Answer>;
}

/** What a reply was read as: an answer, or why it is none. */
export type Reading<Answer> = { readonly answer: Answer } | { readonly problem: string };

/** What came of it. */
export interface Consulted<Answer> {
  readonly status: Extract<Status, "ok" | "refused" | "unparsable" | "failed">;
  /** The answer; null unless the status is ok. */
  readonly answer: Answer | null;
  /** What the model said, as it was said; null when nothing arrived. */
  readonly text: string | null;
  /** Why there is no answer, in one sentence. */
  readonly error: string | null;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly cost: number | null;
  /** Whether nobody was asked for it now: the journal or a store had every reply. */
  readonly isRecalled: boolean;
}

/**
 * Makes a call, reads the reply and, when it cannot be read, asks the same model once to correct it. A
 * call that fails is an outcome, not an exception.
 */
export async function consult<Answer>(
  consultation: Consultation<Answer>,
  calls: Calls,
): Promise<Consulted<Answer>> {
  const made: KeptReply[] = [];
  const { model, request, key } = consultation;
  const { purpose } = request.about;
  try {
    const first = await call(request, purpose);
    const read = readReply(first, consultation);
    if (read.status !== "unparsable") return outcome(read, made);
    const longer = calls.hasBudget ? 1 : LONGER;
    const second = correctionOf(request, first, { problem: read.error ?? "", longer });
    const corrected = await call(second, purpose === "answer" ? "repair" : purpose);
    return outcome(readReply(corrected, consultation), made);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return outcome<Answer>(
      { status: "failed", answer: null, text: null, error: error.message },
      made,
    );
  }

  async function call(request: Request, purpose: Purpose): Promise<KeptReply> {
    const about = { ...request.about, purpose };
    const kept = await calls.make(model, { ...request, about }, {
      ...key,
      purpose,
      attempt: made.length,
    });
    made.push(kept);
    return kept;
  }
}

/** How many times the tokens a reply that was cut may have when it is asked for again without a budget. */
const LONGER = 8;

/** The one corrective turn: what was said, why it cannot be used, and what is wanted. */
function correctionOf(
  request: Request,
  { reply }: KeptReply,
  { problem, longer }: { readonly problem: string; readonly longer: number },
): Request {
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
  const maxTokens = reply.ended === "cut" ? longer * request.maxTokens : request.maxTokens;
  return { ...request, messages, maxTokens };
}

// Without words of the model's own there is nothing to reply to: two turns of one side would meet.
function joined(last: Message | undefined, content: string): Message {
  return { role: "user", content: `${last?.content ?? ""}\n\n${content}` };
}

const DECLINED = "the model declined to answer";

type Read<Answer> = Pick<Consulted<Answer>, "status" | "answer" | "text" | "error">;

function readReply<Answer>(
  { reply }: KeptReply,
  { request, read }: Consultation<Answer>,
): Read<Answer> {
  const { text, ended } = reply;
  const not = (status: Read<Answer>["status"], error: string): Read<Answer> => {
    return { status, answer: null, text, error };
  };
  if (ended === "refused") return not("refused", DECLINED);
  if (ended === "cut") return not("unparsable", "the reply was cut at its token limit");
  const reading = read(text);
  const isStructured = request.schema !== null && "answer" in reading;
  if (!isStructured && isRefusal(text)) return not("refused", DECLINED);
  return "answer" in reading
    ? { status: "ok", answer: reading.answer, text, error: null }
    : not("unparsable", reading.problem);
}

function outcome<Answer>(read: Read<Answer>, made: readonly KeptReply[]): Consulted<Answer> {
  let [tokensIn, tokensOut] = [0, 0];
  let cost: number | null = 0;
  for (const { reply: { usage }, cost: one } of made) {
    tokensIn += usage.input + usage.cacheWrite + usage.cacheRead;
    tokensOut += usage.output;
    cost = cost === null || one === null ? null : cost + one;
  }
  const isRecalled = made.length > 0 && made.every(({ isRecalled = false }) => isRecalled);
  return { ...read, tokensIn, tokensOut, cost, isRecalled };
}
