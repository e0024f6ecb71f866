import { Blend } from "../analysis/blend.ts";
import { type Tally } from "../analysis/tally.ts";
import { type DataResource, dataResource } from "./data_resource.ts";

/** Tallies as a table: a record for each option of each, with its share and interval. */
export function tallyData(tallies: readonly Tally[]): DataResource {
  return dataResource({
    ...{ question: "string", group: "string", option: "string", label: "string" },
    ...{ count: "integer", share: "number", low: "number", high: "number", n: "integer" },
  }, tallies.flatMap(recordsOf));
}

function recordsOf(tally: Tally): Record<string, unknown>[] {
  const { question, context: { label: group = null }, counts, n, shares, intervals } = tally;
  return tally.options.map(({ value: option, label }) => ({
    ...{ question, group, option, label },
    // The shares of a blend are not of counts.
    count: tally instanceof Blend ? null : counts[option] ?? 0,
    share: shares[option] ?? null,
    ...{ low: intervals[option]?.low ?? null, high: intervals[option]?.high ?? null, n },
  }));
}
