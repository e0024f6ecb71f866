import { type Row } from "../rows/row.ts";
import { type Tallied } from "./tally.ts";

/** How much of a persona's answer depends on the details of how they are described. */
export interface Robustness {
  /** The question's key. */
  readonly question: string;
  /** Each persona with variants that answered, in panel order. */
  readonly personas: readonly PersonaRobustness[];
  /** The mean of the personas' agreement; null without answers. */
  readonly mean: number | null;
}

/** How far the variants of one persona agree. */
export interface PersonaRobustness {
  /** The persona's id. */
  readonly persona: string;
  /** The persona's name. */
  readonly name: string;
  /** The answer of most of their variants; of equally many the first in the list of options. */
  readonly answer: string;
  /** The share of the variants that give it, in (0, 1]. */
  readonly agreement: number;
  /** How many variants answered. */
  readonly n: number;
  /** From 0.8 robust, from 0.6 moderate, from 0.4 sensitive, else fragile. */
  readonly band: "robust" | "moderate" | "sensitive" | "fragile";
}

/** Which persona somebody is a variant of. */
export interface VariantOf {
  readonly of: string;
  readonly name: string;
}

/**
 * How far the variants of each persona agree on a question with options: the share that gives the most
 * frequent answer.
 *
 * @param variantOf The persona of each panelist's id.
 * @throws {TypeError} When the question has no options, or an answer may count for several.
 */
export function robustness(
  rows: Iterable<Row>,
  asked: Tallied,
  variantOf: ReadonlyMap<string, VariantOf>,
): Robustness {
  const { options, key } = asked;
  if (options === null || asked.multiple) {
    const why = options === null ? "it has no options" : "an answer may name several options";
    throw new TypeError(`Cannot tell how robust the answers to "${key}" are: ${why}`);
  }
  const groups = new Map<string, { name: string; counts: Map<string, number> }>();
  for (const row of rows) {
    const variant = variantOf.get(row.panelist);
    if (row.question !== key || row.category === null || variant === undefined) continue;
    const group = groups.get(variant.of) ?? { name: variant.name, counts: new Map() };
    groups.set(variant.of, group);
    group.counts.set(row.category, (group.counts.get(row.category) ?? 0) + 1);
  }
  const order = options.map(({ value }) => value);
  const personas = [...groups].map(([persona, { name, counts }]) => ({
    ...{ persona, name },
    ...agreementOf(counts, order),
  }));
  const sum = personas.reduce((total, { agreement }) => total + agreement, 0);
  return { question: key, personas, mean: personas.length === 0 ? null : sum / personas.length };
}

function agreementOf(counts: ReadonlyMap<string, number>, order: readonly string[]) {
  const n = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const most = Math.max(...counts.values());
  const leading = [...counts].filter(([, count]) => count === most).map(([answer]) => answer);
  const answer = order.find((option) => leading.includes(option)) ?? leading[0] ?? "";
  const agreement = most / n;
  return { answer, agreement, n, band: bandOf(agreement) };
}

function bandOf(agreement: number): PersonaRobustness["band"] {
  if (agreement >= 0.8) return "robust";
  if (agreement >= 0.6) return "moderate";
  return agreement >= 0.4 ? "sensitive" : "fragile";
}
