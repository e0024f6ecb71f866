import assert from "node:assert/strict";
import { type BaselineRecord } from "../../mod.ts";

/** The bundled records as they stand in the file, unchecked. */
export async function records(): Promise<readonly BaselineRecord[]> {
  const file = new URL("../../fixtures/baselines/gss.json", import.meta.url);
  const data: { readonly baselines: readonly BaselineRecord[] } = JSON.parse(
    await Deno.readTextFile(file),
  );
  assert.ok(data.baselines.length > 0);
  return data.baselines;
}

/** A record of a question with the options yes and no. */
export function recordOf(
  counts_by_year: BaselineRecord["counts_by_year"],
): BaselineRecord {
  return {
    dataset: "made",
    question: "UP",
    title: "Made up",
    text: "Is it made up?",
    options: ["yes", "no"],
    ordered: false,
    counts_by_year,
    source: "this test",
    licence: "none",
    citation: "none",
  };
}
