import { type Host } from "../host/host.ts";
import { askable } from "./askable_entry.ts";
import { ENOUGH_RUNS, type Ranked } from "./best_model_ranking.ts";

/** From so many questions on, a topic's score is more than the luck of a few. */
const ENOUGH_QUESTIONS = 10;

/**
 * What a reader should know of the first row before trusting it: few runs, few questions, or another model
 * so close behind that its interval does not tell them apart.
 */
export function doubts(
  first: Ranked,
  others: readonly Ranked[],
  category: string | null,
  host: Host,
): string[] {
  return [...fewRuns(first), ...fewQuestions(first, category), ...closeOnes(first, others, host)];
}

function fewRuns({ entry: { runs, label } }: Ranked): string[] {
  if (runs === null) return [`it is not known how many runs "${label}" comes from`];
  if (runs >= ENOUGH_RUNS) return [];
  return [`"${label}" comes from ${counted(runs, "run")}, which may be luck`];
}

function fewQuestions({ entry: { topicSizes } }: Ranked, category: string | null): string[] {
  if (category === null || !Object.hasOwn(topicSizes, category)) return [];
  const size = topicSizes[category] ?? 0;
  if (size >= ENOUGH_QUESTIONS) return [];
  return [`its score for "${category}" rests on ${counted(size, "question")}`];
}

function closeOnes(first: Ranked, others: readonly Ranked[], host: Host): string[] {
  const { interval } = first.entry;
  if (interval === null) return [];
  const half = (interval.high - interval.low) / 2;
  const model = askable(first.entry, host);
  const next = others.find(({ entry, score }) => {
    if (first.score - score > half) return false;
    const other = askable(entry, host);
    return typeof other === "string" && other !== model;
  });
  if (next === undefined) return [];
  return [
    `"${next.entry.label}" has ${
      next.score.toFixed(3)
    }: no further off than half the interval of the ` +
    `first, ${half.toFixed(3)}, so that the two cannot be told apart`,
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
