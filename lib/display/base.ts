import { type Tally } from "../analysis/tally.ts";

/** What the shares of a tally are of, and, where there is some, what has no share: a text each. */
export function base({ n, multiple, statuses }: Tally): string[] {
  const size = `n = ${n} ${n === 1 ? "answer" : "answers"}${
    multiple ? ", each of which may name several options" : ""
  }`;
  const missing = (["refused", "unparsable", "failed", "skipped", "late"] as const)
    .filter((status) => statuses[status] > 0)
    .map((status) => `${statuses[status]} ${status}`);
  return [
    n === 0 ? "no valid answers" : size,
    ...(missing.length === 0 ? [] : [`not counted: ${missing.join(", ")}`]),
  ];
}
