import { type Askable } from "../instruments/askable.ts";
import { type About, type Message, type Request } from "../models/model.ts";
import { type Calls, type NamedModel } from "./calls.ts";
import { consult, type Consulted } from "./consult.ts";

/** One question put to one panelist. */
export interface Asking {
  readonly question: Askable;
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

/** Puts one question: words it, calls the model, and reads the reply. */
export function ask(asking: Asking, calls: Calls): Promise<Consulted<unknown>> {
  const { model, unit, turn, question } = asking;
  const read = (text: string) => question.read(text);
  return consult({ model, request: requestOf(asking), key: { unit, turn }, read }, calls);
}

function requestOf({ question, order, system, history, sampling, ...who }: Asking): Request {
  const { maxTokens, ...rest } = sampling;
  const { key, options, ordered, product } = question;
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
      ...(product === undefined ? {} : { product }),
      persona: who.persona,
      question: { key, kind, text, options, order, ordered },
    },
  };
}
