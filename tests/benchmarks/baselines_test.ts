import assert from "node:assert/strict";
import { baseline, baselines } from "../../mod.ts";

Deno.test("baselines() lists every question that ships, and each can be loaded", async () => {
  const all = await baselines();
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  const bySet = Map.groupBy(all, ({ id }) => id.replace(/:.*/, ""));
  // 92 items of the GSS, 69 of NTIA (68 with a trend, one derived), 33 of FiveThirtyEight.
  assert.deepEqual([...bySet].map(([dataset, list]) => [dataset, list.length]), [
    ...[["gss", 92], ["ntia", 69], ["fte_comma", 3], ["fte_flying", 4], ["fte_masculinity", 17]],
    ...[["fte_steak", 3], ["fte_thanksgiving", 3], ["fte_weather", 3]],
  ]);
  for (const { id, options, n, text, licence, citation } of all) {
    const one = await baseline(id);
    assert.deepEqual([one.id, one.options, one.n], [id, options, n]);
    assert.ok(text && licence && citation && one.source, id);
    const sum = Object.values(one.shares).reduce((sum, share) => sum + share, 0);
    assert.ok(Math.abs(sum - 1) < 1e-9, id);
  }
});

Deno.test("baselines() finds those that have all words, in any case, in a dataset", async () => {
  const ids = async (options: Parameters<typeof baselines>[0]) =>
    (await baselines(options)).map(({ id }) => id);
  assert.deepEqual(await ids({ search: "GSS_HAPPY" }), ["gss:HAPPY"]);
  assert.deepEqual(await ids({ search: "very happy", dataset: "gss" }), [
    "gss:HAPPY",
    "gss:HAPMAR",
  ]);
  const internet = await ids({ search: "internet", dataset: "ntia" });
  assert.ok(internet.length > 20 && internet.every((id) => id.startsWith("ntia:")));
  assert.deepEqual(await ids({ search: "no such words" }), []);
  await assert.rejects(baselines({ dataset: "gs" }), {
    message: /^Cannot find baselines: there is no dataset "gs" \(did you mean "gss"\?/,
  });
});

Deno.test("baselines() tells scales from lists, with what lies between two ends in the middle", async () => {
  const all = await baselines();
  const of = (id: string) => {
    const { options, ordered } = all.find((one) => one.id === id) ?? {};
    return { options, ordered };
  };
  assert.deepEqual(of("gss:COURTS"), {
    ...{ options: ["too harshly", "about right", "not harshly enough"], ordered: true },
  });
  assert.deepEqual(of("gss:TRUST").options?.[1], "depends");
  assert.deepEqual(of("gss:RELITEN").options, [
    ...["strong", "somewhat strong (vol.)", "not very strong", "no religion"],
  ]);
  // No place on a scale: a party beside the others, those who did not answer, two options, kinds of things.
  for (const id of ["gss:PARTYID", "fte_masculinity:MASC_01", "gss:GRASS", "fte_weather:HOW"]) {
    assert.equal(of(id).ordered, false, id);
  }
  for (const id of ["gss:HEALTH", "gss:LIFE", "gss:POLVIEWS", "fte_steak:PREPARED"]) {
    assert.equal(of(id).ordered, true, id);
  }
});
