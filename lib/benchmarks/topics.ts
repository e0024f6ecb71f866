/** The categories of questions that the leaderboard scores apart, and what else they are called. */
const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  "Politics & Governance": ["politics", "political-opinion", "governance"],
  "International Relations & Security": ["international", "international-relations", "security"],
  "Economy & Work": ["economy", "work"],
  "Technology & Digital Life": ["technology", "tech", "digital-life"],
  "Media & Information": ["media", "information"],
  "Health & Science": ["health", "science"],
  "Social Values & Religion": ["social-values", "religion"],
  "Identity & Demographics": ["identity", "demographics"],
  "Trust & Wellbeing": ["trust", "wellbeing"],
  "General Attitudes": ["general", "attitudes"],
};

/** The dataset that counts where none is named. */
const DATASET = "globalopinionqa";

/** What a model is wanted for. */
export interface Target {
  /** The topic as it was written; null for all questions together. */
  readonly topic: string | null;
  /** The dataset. */
  readonly dataset: string;
}

/**
 * Reads what a model is wanted for: `TOPIC`, `TOPIC:DATASET`, or `:DATASET` for all its questions together.
 *
 * @throws {TypeError} When it names neither.
 *
 * @example
 * ```ts
 * import { parseTarget } from "./topics.ts";
 *
 * const { topic, dataset } = parseTarget("Economy & Work:gss");
 * if (topic !== "Economy & Work" || dataset !== "gss") throw new Error();
 * if (parseTarget("tech:").dataset !== "globalopinionqa") throw new Error();
 * ```
 */
export function parseTarget(text: string): Target {
  if (text.trim() === "") {
    throw new TypeError(
      "Cannot look for the best model: it is for TOPIC, TOPIC:DATASET or :DATASET",
    );
  }
  const colon = text.indexOf(":");
  const [topic, dataset] = colon < 0 ? [text, ""] : [text.slice(0, colon), text.slice(colon + 1)];
  return { topic: topic.trim() || null, dataset: dataset.trim() || DATASET };
}

/**
 * The category that a topic means, of those that there are: by its name, by its name in lower case with
 * hyphens (`"politics-governance"`), or by another of its names (`"political-opinion"`); undefined when
 * it is none of them.
 */
export function categoryOf(topic: string, categories: readonly string[]): string | undefined {
  if (categories.includes(topic)) return topic;
  const wanted = slugOf(topic);
  const byName = categories.find((category) => slugOf(category) === wanted);
  return byName ??
    categories.find((category) =>
      Object.hasOwn(CATEGORIES, category) && CATEGORIES[category]?.includes(wanted)
    );
}

/** How a category is written on a command line: the shortest of its names that says what it is. */
export function topicOf(category: string): string {
  return Object.hasOwn(CATEGORIES, category)
    ? CATEGORIES[category]?.[0] ?? slugOf(category)
    : slugOf(category);
}

function slugOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
}
