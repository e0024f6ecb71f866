import { fork, hash } from "./chance.ts";
import { fill } from "./fill.ts";
import { sentences } from "./prose.ts";
import { type Answer, lastUserText, type Normalised } from "./request.ts";

/**
 * The default answerer. It follows from the system text and the last user text alone, so that a persona
 * says the same thing to the same question on any model, in any order and at any time; a schema is
 * filled with a value it allows, everything else gets a few sentences.
 */
export function answerByHash(request: Normalised): Answer {
  const state = hash(`${request.system}\n${lastUserText(request)}`);
  if (request.schema !== null) return { data: fill(request.schema, state) };
  if (request.mode === "json_object") return { data: { answer: sentences(state, 1) } };
  if (request.mode === "tool") return { data: {} };
  return sentences(state, 1 + fork(state, "length") % 3);
}
