import { stream } from "../random/stream.ts";
import { type AboutQuestion, type Model, type Reply, type Request } from "./model.ts";
import { ModelError } from "./model_error.ts";
import { simulatedReply } from "./simulated_reply.ts";
import { inputTokens, tokensOf } from "./tokens.ts";

/** What simulated respondents can be told. */
export interface SimulatedOptions {
  /** What they are called, to tell several apart in one study. @default "simulated" */
  readonly name?: string;
  /**
   * The true shares of questions, by key and option; answers are drawn from them independently. For a
   * question that takes several options, the share of each is its chance to be among them (exactly, as
   * long as the shares add up to a number that may be taken); for a ranking, to come first.
   */
  readonly shares?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** The chance that an answer is refused, in [0, 1]. @default 0 */
  readonly refusal?: number;
  /** The chance that a call fails for good, in [0, 1]. @default 0 */
  readonly failure?: number;
}

/**
 * Simulated respondents: the embedded default. Offline, free and reproducible from the run's seed.
 * Options are chosen by latent utility (McFadden 1974), places on a scale by an ordinal latent
 * variable (McKelvey and Zavoina 1975); both depend on the persona's attributes, so that like personas
 * answer alike. They are for learning, testing and known truths: nothing they say is about people, and
 * every result made with them says so. What is asked of them beside answers (to sum up a panel, to
 * extract data, to vary a persona) they do by simple rules; rates of failure and refusal are of answers.
 *
 * @throws {RangeError} When a rate or share is not in [0, 1].
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { choice, instrument, panel, simulated } from "../../mod.ts";
 *
 * const coin = instrument("coin", { side: choice("Heads or tails?", ["heads", "tails"]) });
 * const result = await panel()
 *   .personas(Array.from({ length: 50 }, (_, place) => ({ name: `P${place}` })))
 *   .models(simulated({ shares: { side: { heads: 1 } } }))
 *   .ask(coin).run();
 * assert(result.tally("side").shares.heads === 1);
 * ```
 */
export function simulated(options: SimulatedOptions = {}): Model {
  const { name = "simulated", shares = {}, refusal = 0, failure = 0 } = options;
  checkRates({ refusal, failure }, shares);
  return {
    id: name,
    notice: "simulated respondents, not a language model",
    spec: { provider: "simulated", shares, refusal, failure },
    isDescribed: true,
    accepts: (questions) => checkShares(shares, questions),
    reply: (request) => {
      const { about } = request;
      const { panelist, question, repeat, purpose, product } = about;
      const met = product === undefined ? [] : [product];
      const random = stream(request.seed ?? 0)
        .fork("simulated", panelist, question.key, repeat, purpose, ...met);
      const luck = random.uniform();
      const isAnswer = purpose === "answer" || purpose === "repair";
      if (isAnswer && luck < failure) return Promise.reject(failed());
      if (isAnswer && luck < failure + refusal) {
        return Promise.resolve(replied("I would rather not say.", "refused"));
      }
      const { key } = question;
      const known = Object.hasOwn(shares, key) ? shares[key] : undefined;
      const text = simulatedReply(request, { random, shares: known });
      return Promise.resolve(replied(text, "complete", request));
    },
  };
}

function replied(text: string, ended: Reply["ended"], request?: Request): Reply {
  const input = request === undefined ? 0 : inputTokens(request);
  const usage = { input, output: tokensOf(text.length), cacheWrite: 0, cacheRead: 0 };
  return { text, ended, usage, cost: 0, served: "simulated" };
}

function failed(): ModelError {
  return new ModelError("Cannot get an answer from simulated: the simulated failure rate struck", {
    kind: "bad",
  });
}

function checkRates(
  rates: Readonly<Record<string, number>>,
  shares: NonNullable<SimulatedOptions["shares"]>,
): void {
  const named = [
    ...Object.entries(rates),
    ...Object.entries(shares).flatMap(([key, options]) =>
      Object.entries(options).map(([option, share]) => [`shares.${key}.${option}`, share] as const)
    ),
  ];
  for (const [name, rate] of named) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new RangeError(`Cannot simulate with ${name} ${rate}: it must be in [0, 1]`);
    }
  }
}

function checkShares(
  shares: NonNullable<SimulatedOptions["shares"]>,
  questions: readonly AboutQuestion[],
): void {
  for (const [key, given] of Object.entries(shares)) {
    const question = questions.find((other) => other.key === key);
    const cannot = `Cannot simulate shares of "${key}"`;
    if (!question) throw new TypeError(`${cannot}: the instrument has no such question`);
    const known = question.options?.map((option) => option.value);
    if (!known) throw new TypeError(`${cannot}: the question has no options`);
    const stranger = Object.keys(given).find((option) => !known.includes(option));
    if (stranger !== undefined) {
      throw new TypeError(`${cannot}: "${stranger}" is not among its options ${known.join(", ")}`);
    }
    if (!Object.values(given).some((share) => share > 0)) {
      throw new TypeError(`${cannot}: no share is positive`);
    }
  }
}
