import { CompiledQuestionnaire } from "../encounters/compiled_questionnaire.ts";
import { type Exposure } from "../encounters/policy.ts";
import { isComputed } from "../encounters/is_computed.ts";
import { outcomePrompt } from "../encounters/outcome_prompt.ts";
import { productText } from "../encounters/product.ts";
import { systemPrompt } from "../encounters/prompting.ts";
import { selectionPrompt } from "../encounters/selection_prompt.ts";
import { Selections } from "../encounters/selections.ts";
import { tokensOf } from "../models/tokens.ts";
import { stream } from "../random/stream.ts";
import { type Estimate, estimated } from "./estimate.ts";
import { type PreparedTimeline } from "./prepare_timeline.ts";
import { SpendingSums } from "./spending.ts";
import { Memories } from "./memories.ts";
import { type Before, periodUnits, type TimelineUnit } from "./timeline_unit.ts";

const NOTHING_BEFORE: Before = { past: [], memories: new Memories(0) };

/** About what a reply takes: a choice, and the answers about a product. */
const [CHOICE, ANSWERS] = [30, 100];

/**
 * What a prepared timeline would come to: with as much chosen as the rules let through, and, where the policy
 * looks back, in every period what it decides in the first.
 */
export function timelineEstimate(prepared: PreparedTimeline): Estimate {
  const { exposure: { periods }, policy, isAsked, prices } = prepared;
  const sums = new SpendingSums(prices);
  const words = new Words(prepared);
  const [known, times] = policy.looksBack ? [1, periods] : [periods, 1];
  for (let t = 0; isAsked && t < known; t++) {
    for (const unit of periodUnits(t, NOTHING_BEFORE, prepared)) {
      const { model } = unit.actor;
      if (model === null) continue;
      for (const { tokens, output } of words.callsOf(unit)) {
        sums.add(model, tokens, output, { calls: times });
      }
    }
  }
  const path = Array.from({ length: periods }, (_, t) => `period ${t + 1}`);
  return estimated(sums, path);
}

/** A call, as far as it is estimated. */
interface Estimated {
  readonly tokens: number;
  readonly output: number;
}

/** How long prompts are: worded once for each choice set and each product, since they differ in little else. */
class Words {
  readonly #prepared: PreparedTimeline;
  readonly #selections: Selections;
  readonly #lengths = new Map<string, number>();

  constructor(prepared: PreparedTimeline) {
    const { products, strategy, selection: { allowEmpty, ...settings } } = prepared.exposure;
    this.#prepared = prepared;
    this.#selections = new Selections({ products, strategy, settings, allowEmpty });
  }

  /** The calls that a unit makes, at most. */
  callsOf({ actor, exposure }: TimelineUnit): Estimated[] {
    const { exposure: { strategy }, outcome, systemPrompt: prompt } = this.#prepared;
    const system = systemPrompt(strategy, prompt(actor.panelist.persona)).length;
    const call = (length: number, output: number) => {
      return { output, tokens: tokensOf(system + length) };
    };
    const met = exposure.kind === "evaluate" ? exposure.products : this.#mostOf(exposure.choiceSet);
    return [
      ...(exposure.kind === "evaluate" ? [] : [call(this.#choice(exposure), CHOICE)]),
      ...(outcome === null || isComputed(outcome)
        ? []
        : met.map((id) => call(this.#meeting(id), ANSWERS))),
    ];
  }

  #mostOf(choiceSet: readonly string[]): readonly string[] {
    const { max } = this.#prepared.exposure.rules;
    return max === null || max === undefined ? choiceSet : choiceSet.slice(0, max);
  }

  #choice(exposure: Extract<Exposure, { kind: "selection" }>): number {
    return this.#length(`choice ${exposure.choiceSet.length}`, () => {
      const choosing = { memory: "", random: stream(0) };
      const prompt = selectionPrompt(this.#selections, exposure, choosing);
      return prompt.wording(prompt.order);
    });
  }

  #meeting(id: string): number {
    return this.#length(`product ${id}`, () => {
      const { exposure: { products, strategy }, outcome } = this.#prepared;
      const product = products.find((one) => one.id === id) ?? { id };
      if (outcome === null || isComputed(outcome)) return "";
      return outcomePrompt(new CompiledQuestionnaire(outcome, strategy), {
        product,
        display: productText(product),
        productFeatures: product.attributes ?? {},
        memory: "",
        random: stream(0),
      }).wording(null);
    });
  }

  #length(key: string, word: () => string): number {
    const length = this.#lengths.get(key) ?? word().length;
    this.#lengths.set(key, length);
    return length;
  }
}
