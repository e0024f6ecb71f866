import { type SynthesisTools } from "../../lib/studies/synthesis_call.ts";
import { type SynthesisOptions, synthesize } from "../../lib/studies/synthesis.ts";
import {
  type SynthesisMaterial,
  type SynthesisQuestion,
} from "../../lib/studies/synthesis_voices.ts";
import { type Findings } from "../../lib/instruments/findings.ts";
import { type NamedModel } from "../../lib/engine/calls.ts";
import { type Row } from "../../lib/rows/row.ts";
import { type Desk } from "../engine/desk.ts";

/** Findings of a certain summary. */
export function findings(summary = "All is well."): Findings {
  return {
    summary,
    themes: ["price"],
    agreements: [],
    disagreements: [],
    surprises: [],
    recommendation: "Go on.",
  };
}

/** An answer, or what became of it. */
export function row(change: Partial<Row> = {}): Row {
  return {
    ...{ run: "run-1", panelist: "p0", persona: "P0", arm: null, model: "haiku", round: "default" },
    ...{ question: "q", kind: "text", item: null, repeat: 0, turn: 0, status: "ok" },
    ...{ answer: "yes", category: null, text: "yes", extraction: null, order: null, error: null },
    ...{ tokensIn: 1, tokensOut: 1, cost: 0, afterStop: false },
    ...change,
  };
}

/** A question without follow-ups, or with some. */
export function question(
  key: string,
  text: string,
  ...after: readonly string[]
): SynthesisQuestion {
  const followUps = after.map((text, place) => ({ key: `${key}/${place + 1}`, text }));
  return { key, text, followUps };
}

/** What a panel said to questions; panelists are called as their ids, in capitals. */
export function material(
  rows: Iterable<Row>,
  questions: readonly SynthesisQuestion[] = [question("q", "Q?")],
  describe: SynthesisMaterial["describe"] = (id) => ({ name: id.toUpperCase() }),
): SynthesisMaterial {
  return { rows, questions, describe };
}

/** So many people who each gave one answer of 400 characters to "Q?". */
export function crowd(people: number): SynthesisMaterial {
  const answer = "a".repeat(400);
  return material(
    Array.from({ length: people }, (_, place) => row({ panelist: `p${place}`, answer })),
  );
}

/** Sums up at a desk. */
export function summedUp(
  at: Pick<Desk, "calls" | "gate">,
  said: SynthesisMaterial,
  { model, options = {}, ...tools }:
    & { readonly model: NamedModel; readonly options?: SynthesisOptions }
    & Partial<SynthesisTools>,
) {
  return synthesize({ ...said, options }, {
    ...{ calls: at.calls, gate: at.gate, model, unit: "synthesis", larger: () => undefined },
    ...tools,
  });
}

/** What a service was sent: the model, the system prompt and the turns, of one request. */
export function sent(at: Desk, place = 0) {
  const body = Object(at.loop.requests[place]?.body);
  const turns: { readonly role: string; readonly content: string }[] = body.messages ?? [];
  const system = String(body.system?.[0]?.text ?? body.system ?? turns[0]?.content);
  const user = turns.filter(({ role }) => role === "user").map(({ content }) => content);
  return { model: String(body.model), system, user: user.join("\n"), body };
}

/** The data between the marks of a request, as they are read. */
export function dataIn(user: string): Record<string, unknown>[] {
  const [, code] = /^<<<data ([0-9a-f]{16})$/m.exec(user) ?? [];
  const inside = user.split(`<<<data ${code}\n`)[1]?.split(`\n<<<end ${code}`)[0] ?? "";
  return inside.split("\n").map((line) => JSON.parse(line));
}
