import { counted } from "../display/counted.ts";
import { dollars } from "../display/money.ts";
import { type UnaffordableCall } from "../engine/budget.ts";
import { type Counted } from "../engine/journal.ts";
import { type Purpose } from "../models/model.ts";
import { type Course } from "./course.ts";
import { type FailureStats } from "./failure_stats.ts";
import { namedChanges } from "./run_drift.ts";

/** What a reader of the result should know of the way that a run took. */
export function courseWarnings(course: Course): string[] {
  const { rounds, synthesis, variants, questionFailures, halt } = course;
  const all = [...rounds.values(), ...(synthesis === null ? [] : [synthesis])];
  const made = [...variants.values()];
  const lost = made.filter((one) => one instanceof Error).length;
  const strange = made.filter((one) => !(one instanceof Error) && "_unverified" in one).length;
  return [
    ...course.drift.map((drift) =>
      `the plan was changed while the run was under way, and "drift" marks the answers before: ` +
      namedChanges(drift).join("; ")
    ),
    ...(lost === 0 ? [] : [`${lost} of ${made.length} variants could not be made`]),
    ...(strange === 0 ? [] : [
      `${strange} of ${made.length} variants changed otherwise than they should; "_unverified" marks them`,
    ]),
    ...(questionFailures?.givenUp ?? []).map(({ question, arm, failures }) =>
      `"${question}" was given up${arm === null ? "" : ` with ${arm}`} after ${
        counted(failures, "failure")
      }`
    ),
    ...(course.convergence?.warnings ?? []),
    ...(course.convergence?.diversityWarnings ?? []),
    ...new Set(all.flatMap(({ warnings }) => warnings)),
    ...[...rounds].flatMap(([name, one]) =>
      one.status === "ok"
        ? []
        : [`the run ended after the round "${name}", which tells the way on: ${one.message}`]
    ),
    ...(halt?.next ? [unaffordable(halt.next)] : []),
  ];
}

/** What a call is for, in words. */
const PURPOSES: Readonly<Record<Purpose, string>> = {
  answer: "an answer",
  repair: "the correction of an answer",
  extraction: "what is extracted from an answer",
  sentiment: "the sentiment of an answer",
  variant: "a variant of a persona",
  synthesis: "the summary of the answers",
  enrichment: "the text of a persona or a product",
};

function unaffordable({ purpose, model, most }: UnaffordableCall): string {
  const what = `${PURPOSES[purpose]} by ${model}`;
  return `the budget did not reach for ${what}, which could have cost ${dollars(most)}`;
}

/** How many answers a second call could extract nothing from. */
export function lostExtractions({ lostExtractions: lost }: FailureStats): string[] {
  return lost === 0 ? [] : [`nothing could be extracted from ${counted(lost, "answer")}`];
}

/** Replies that cost something perhaps, and that nobody could read. */
export function unreadReplies({ calls, cost }: Counted): string[] {
  if (calls === 0 || cost === 0) return [];
  const price = cost === null
    ? "what they cost is not known"
    : `the cost counts the most it can have been, ${dollars(cost)}`;
  return [`replies that could not be read, and may be billed all the same: ${calls}; ${price}`];
}

/** Models that answered nothing of what they were asked, where others did answer. */
export function silentModels({ answered, answeredBy }: FailureStats): string[] {
  if (answered === 0) return [];
  return Object.entries(answeredBy).filter(([, count]) => count === 0)
    .map(([name]) => `${name} answered nothing`);
}
