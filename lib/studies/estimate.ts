import { counted } from "../display/counted.ts";
import { withFace } from "../display/face.ts";
import { dollars } from "../display/money.ts";
import { recordFace } from "../display/record_face.ts";
import { type NamedModel } from "../engine/calls.ts";
import { type CompiledQuestion } from "../instruments/compiled.ts";
import { type Round } from "../instruments/instrument.ts";
import { BATCH_SHARE } from "../models/prices.ts";
import { tokensOf } from "../models/tokens.ts";
import { variantPrompt } from "../personas/variants.ts";
import { type AskedQuestion } from "./asked.ts";
import { longestPath } from "./longest_path.ts";
import { type Panelist } from "./panelists.ts";
import { type Prepared } from "./prepare.ts";
import { type Spending, SpendingSums } from "./spending.ts";
import { estimateOf as estimatedTokens, roomOf } from "./synthesis_size.ts";

/** What a run would come to. */
export interface Estimate extends Spending {
  /** By model, as they are named. */
  readonly byModel: Readonly<Record<string, Spending>>;
  /** The rounds of the longest way. */
  readonly path: readonly string[];
}

const [OPEN, DATA, BOUNDED, SYNTHESIS, FEELING] = [300, 100, 30, 1000, 10];
/** About what stands around the words that a second call or a synthesis reads. */
const AROUND = 400;

/** What a prepared study would come to, with every follow-up asked and the longest way taken. */
export function estimateOf(prepared: Prepared): Estimate {
  const path = longestPath(prepared.instrument);
  const sums = new SpendingSums(prepared.prices);
  const add: Add = (named, characters, output) => sums.add(named, tokensOf(characters), output);
  const share = prepared.parts.conduct.batch ? BATCH_SHARE : 1;
  const ask: Add = (named, characters, output) =>
    sums.add(named, tokensOf(characters), output, { share });
  for (const panelist of prepared.panelists) askAll(panelist, path, prepared, ask);
  sumUp(path, prepared, sums, add);
  return estimated(sums, path.map(({ name }) => name));
}

/** What was summed up, as it is shown. */
export function estimated(sums: SpendingSums, path: readonly string[]): Estimate {
  return withFace({ ...sums.total, byModel: sums.byModel, path }, FACE);
}

const FACE = recordFace<Estimate>({
  title: ({ calls, cost }) =>
    `at most ${counted(calls, "call")}, cost ${cost === null ? "" : "about "}${dollars(cost)}`,
});

type Add = (named: NamedModel, characters: number, output: number) => void;

function askAll(panelist: Panelist, path: readonly Round[], prepared: Prepared, add: Add): void {
  const { persona, models: [first], variant } = panelist;
  if (variant && first) {
    const { system, task } = variantPrompt(persona, variant.axis);
    add(first, system.length + task.length, DATA);
  }
  const system = prepared.systemPrompt(persona).length;
  for (const model of panelist.models) {
    for (let repeat = 0; repeat < prepared.parts.plan.repeats; repeat++) {
      let said = 0;
      for (const key of path.flatMap(({ questions }) => questions)) {
        const asked = prepared.asked.get(key);
        if (asked) said = converse(asked, system, said, (size, out) => add(model, size, out));
      }
    }
  }
}

/** One question with all that comes after it; returns how much has been said by then, in characters. */
function converse(
  { question, followUps, extraction }: AskedQuestion,
  system: number,
  before: number,
  add: (characters: number, output: number) => void,
): number {
  const put = (words: CompiledQuestion, said: number) => {
    const [asked, answered] = [wordsIn(words), outputOf(words)];
    add(system + said + asked, answered);
    return said + asked + 4 * answered;
  };
  let said = put(question, before);
  const answer = 4 * outputOf(question);
  if (extraction) add(AROUND + wordsIn(question) + answer, DATA);
  if (followUps.some(({ condition }) => condition.type === "sentiment")) {
    add(AROUND + answer, FEELING);
  }
  for (const { question: next, condition } of followUps) {
    if (condition.type !== "never") said = put(next, said);
  }
  return said;
}

function wordsIn(question: CompiledQuestion): number {
  const places = question.options?.map((_, place) => place) ?? null;
  return question.wording(places).length;
}

function outputOf({ question, options }: CompiledQuestion): number {
  if (question.kind === "text") return question.maxTokens ?? OPEN;
  if (question.kind === "shape" || question.kind === "themes") return DATA;
  return options === null && question.kind !== "number" ? DATA : BOUNDED;
}

/** The calls that sum up: after each round that leads to others, and at the end. */
function sumUp(
  path: readonly Round[],
  { synthesiser, parts: { plan } }: Prepared,
  sums: SpendingSums,
  add: Add,
): void {
  if (synthesiser === null) return;
  const questions = path.reduce((sum, round) => sum + round.questions.length, 0);
  const answers = 4 * sums.total.outputTokens;
  const one = (size: number, count: number) => {
    const { prompt, strategy = "auto" } = plan.synthesis ?? {};
    const fits = estimatedTokens("panel", prompt)(size) <= roomOf(synthesiser);
    const isSingle = prompt !== undefined || strategy === "single" || (strategy === "auto" && fits);
    const parts = isSingle ? 1 : count + 1;
    for (let part = 0; part < parts; part++) {
      add(synthesiser, AROUND + (parts === 1 ? size : size / count), SYNTHESIS);
    }
  };
  const routed = path.filter(({ routeWhen }) => routeWhen !== undefined);
  for (const round of routed) {
    one(answers * round.questions.length / questions, round.questions.length);
  }
  const isDone = path.length === 1 && routed.length === 1;
  if (plan.synthesis !== null && !isDone) one(answers, questions);
}
