import assert from "node:assert/strict";
import { type BaselineRecord } from "../../mod.ts";

/** The records that ship as they stand in the file of a dataset, unchecked. */
export async function records(dataset = "gss"): Promise<readonly BaselineRecord[]> {
  const file = new URL(`../../fixtures/baselines/${dataset}.json`, import.meta.url);
  const data: { readonly baselines: readonly BaselineRecord[] } = JSON.parse(
    await Deno.readTextFile(file),
  );
  assert.ok(data.baselines.length > 0);
  return data.baselines;
}

/** A record of a question with the options yes and no. */
export function recordOf(
  counts_by_year: Readonly<Record<number, Readonly<Record<string, number>>>>,
): BaselineRecord {
  return {
    dataset: "made",
    question: "UP",
    title: "Made up",
    text: "Is it made up?",
    options: ["yes", "no"],
    ordered: false,
    waves: Object.entries(counts_by_year).map(([year, counts]) => ({ year: Number(year), counts })),
    source: "this test",
    licence: "none",
    citation: "none",
  };
}
