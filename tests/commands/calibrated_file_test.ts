import assert from "node:assert/strict";
import { CalibratedFile } from "../../lib/commands/calibrated_file.ts";
import { type CalibrationEntry, loadPack } from "../../mod.ts";
import { hostWith } from "../hosts.ts";
import { filed } from "./desk.ts";

const QUESTIONS = ["HAPPY", "HEALTH", "LIFE", "TRUST", "FAIR"];

/** A measurement against a question. */
function entryOf(question: string): CalibrationEntry {
  return {
    ...{ dataset: "gss", question, jsd: 0.1, n: 4, samples_per_question: 1, models: ["m:1.00"] },
    ...{ extractor: "pick_one:auto-derived", panelist_cost_usd: 0, quorum_version: "0.1.0" },
    ...{ calibrated_at: "2026-01-01T00:00:00Z", methodology_url: "README.md#methodology" },
    ...{ jsd_corrected: 0.09, jsd_interval: [0, 0.3], floor95: 0.2, p_null: 0.5, n_effective: 4 },
    year: 2024,
  };
}

/** The questions that a pack has entries of, after all were written at once. */
async function afterAll(env: Readonly<Record<string, string>>): Promise<unknown[]> {
  await using files = await filed({ "pack.yaml": "personas:\n  - name: Maya\n" });
  const path = files.at("pack.yaml");
  const home = env.QUORUM_HOME === undefined ? {} : { QUORUM_HOME: files.at(env.QUORUM_HOME) };
  const host = hostWith({ env: { ...env, ...home } });
  await Promise.all(QUESTIONS.map(async (question) => {
    await (await CalibratedFile.open(path, undefined, host)).write(entryOf(question));
  }));
  const { manifest } = await loadPack(path);
  return (manifest.calibration ?? []).map(({ question }) => question);
}

Deno.test("CalibratedFile.write() loses no entry when several end at once", async () => {
  assert.deepEqual((await afterAll({ QUORUM_HOME: "home" })).sort(), QUESTIONS.toSorted());
});

Deno.test("CalibratedFile.write() writes also where nothing can be locked", async () => {
  // A file stands where the folder would be.
  assert.ok((await afterAll({ QUORUM_HOME: "pack.yaml" })).length > 0);
});
