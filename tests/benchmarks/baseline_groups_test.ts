import assert from "node:assert/strict";
import { baseline, baselineGroups } from "../../mod.ts";

Deno.test("baselineGroups() gives every group of the year as baseline() does", async () => {
  const groups = await baselineGroups("gss:HAPPY", { year: 2022 });
  const attributes = new Set(groups.flatMap(({ where }) => Object.keys(where)));
  assert.ok(attributes.has("sex") && attributes.has("age_band"));
  const women = await baseline("gss:HAPPY", { year: 2022, where: { sex: "female" } });
  const found = groups.find(({ where }) => where.sex === "Female");
  assert.deepEqual(found?.counts, women.counts);
});

Deno.test("baselineGroups() is empty where no groups were published, and refuses what baseline() does", async () => {
  assert.deepEqual(await baselineGroups("gss:LIFE"), []);
  await assert.rejects(baselineGroups("wvs:Q1"), /gated/);
});
