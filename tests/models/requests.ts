import { ModelError } from "../../lib/models/model_error.ts";
import {
  type About,
  type AboutQuestion,
  type JsonSchema,
  type Model,
  type Reply,
  type Request,
} from "../../lib/models/model.ts";

/** The form of an answer that is one of three tiers, as a question of that kind sends it. */
export const TIER: JsonSchema = {
  type: "object",
  properties: { answer: { type: "string", enum: ["free", "pro", "team"] } },
  required: ["answer"],
  additionalProperties: false,
};

/** A signal that nobody aborts. */
export const SIGNAL = new AbortController().signal;

/** A question about tiers, or another one. */
export function question(change: Partial<AboutQuestion> = {}): AboutQuestion {
  const options = ["free", "pro", "team"].map((value) => ({ value, label: value }));
  return {
    key: "tier",
    kind: "choice",
    text: "Which tier would you buy?",
    options,
    order: [0, 1, 2],
    ordered: false,
    ...change,
  };
}

/** A request for an answer in plain words, or another one. */
export function request(
  { about = {}, ...change }: Partial<Omit<Request, "about">> & { readonly about?: Partial<About> } =
    {},
): Request {
  return {
    system: "You are Maya, a nurse of 34.",
    messages: [{ role: "user", content: "Which tier would you buy?" }],
    schema: null,
    maxTokens: 300,
    ...change,
    about: {
      purpose: "answer",
      panelist: "p1",
      repeat: 0,
      persona: { name: "Maya", age: 34, occupation: "nurse" },
      question: question(),
      ...about,
    },
  };
}

/** What a model that must fail fails with. */
export async function failureOf(model: Model, asked = request(), signal = SIGNAL) {
  try {
    await model.reply(asked, signal);
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error("the model replied");
}

/** The reply to a request that is sent again as long as the model looks for its form. */
export async function replyInSomeForm(model: Model, asked: Request): Promise<Reply> {
  try {
    return await model.reply(asked, SIGNAL);
  } catch (error) {
    if (error instanceof ModelError && error.kind === "form") return replyInSomeForm(model, asked);
    throw error;
  }
}
