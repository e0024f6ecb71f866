import assert from "node:assert/strict";
import {
  choice,
  divergence,
  instrument,
  multi,
  panel,
  type Questions,
  rank,
  scripted,
  simulated,
  text,
} from "../../mod.ts";
import { people } from "../studies/fixtures.ts";
import { runsDesk } from "./runs_desk.ts";

const TIERS = ["free", "pro", "team"];
const plans: Questions = {
  tier: choice("Which tier?", TIERS),
  uses: multi("Which do you use?", ["mail", "chat"]),
  why: text("Why?"),
};

/** Runs in the desk's folder that answer a question by the panelist's age. */
async function answered(
  desk: Awaited<ReturnType<typeof runsDesk>>,
  id: string,
  tierOf: (age: number) => string,
  questions: Questions = plans,
) {
  const said = scripted(({ question, persona }) =>
    question.key === "tier" ? tierOf(Number(persona.age)) : question.key === "uses" ? [] : "so"
  );
  const study = panel({ host: desk.host }).personas(people(20)).models(said);
  await study.journal(`${desk.root}/${id}`).ask(instrument("plans", questions)).run({ id });
}

Deno.test("runs diff sets shares, n and the divergence with its floor side by side", async () => {
  await using desk = await runsDesk();
  await answered(desk, "one", (age) => age < 30 ? "free" : "pro");
  const more = { ...plans, uses: plans.why ?? text("Why?") };
  await answered(desk, "two", (age) => age < 25 ? "free" : age < 30 ? "pro" : "team", more);
  const { code, out, err } = await desk.runs("diff", "one", "two", "--output-format", "json");
  assert.deepEqual([code, err], [0, ""]);
  const json = JSON.parse(out);
  assert.deepEqual(json.runs.map((run: Record<string, unknown>) => [run.run_id, run.cut_off]), [
    ...[["one", false], ["two", false]],
  ]);
  const [tier, ...others] = json.questions;
  assert.deepEqual(others, []);
  assert.deepEqual(tier.answers, [
    {
      n: 20,
      n_effective: 20,
      counts: { free: 10, pro: 10, team: 0 },
      shares: tier.answers[0].shares,
    },
    {
      n: 20,
      n_effective: 20,
      counts: { free: 5, pro: 5, team: 10 },
      shares: tier.answers[1].shares,
    },
  ]);
  assert.deepEqual(tier.answers[1].shares, { free: 0.25, pro: 0.25, team: 0.5 });
  const known = divergence({ free: 10, pro: 10, team: 0 }, { free: 5, pro: 5, team: 10 });
  // By hand: 1/2·(log2(4/3)) + 1/2·(1/2·log2(2/3) + 1/2·1) = 0.31127812…
  assert.ok(Math.abs(tier.divergence.jsd - 0.311278124459133) < 1e-12, `${tier.divergence.jsd}`);
  assert.deepEqual([tier.divergence.floor95, tier.divergence.p_null], [known.floor95, known.pNull]);
  assert.deepEqual(json.not_compared, [
    { key: "uses", reason: "it has no options" },
    { key: "why", reason: "it has no options" },
  ]);
  assert.match(json.plans[0], /^instrument\.questions\.uses\./);

  const shown = await desk.runs("diff", "one", "two");
  assert.match(shown.out, /^tier · Which tier\?\n +one +two\n +free +50 % +25 %\n/m);
  assert.match(
    shown.out,
    /\n {2}n +20 +20\n {2}divergence 0\.3113 bits; chance alone makes up to 0\./,
  );
  assert.match(shown.out, /^the plans differ:\n {2}instrument\.questions\.uses\./m);
  assert.match(shown.out, /\nsome people are in both runs, and are compared as if .*\n\nnot comp/);
  assert.match(shown.out, /^not compared:\n.*uses +it has no options$/m);
});

Deno.test("runs diff says where nothing differs, and of what no divergence can be told", async () => {
  await using desk = await runsDesk();
  await answered(desk, "one", () => "pro");
  await answered(desk, "two", () => "pro");
  await desk.aborted("none");
  const { out } = await desk.runs("diff", "one", "two");
  assert.match(out, /^the plans are the same$/m);
  assert.match(out, /^ {2}divergence 0\.0000 bits; /m);
  assert.match(out, /^ {2}no divergence: an answer may name several options/m);
  const none = await desk.runs("diff", "one", "none");
  assert.match(none.out, /^none +checkout · 3 panelists +as far as it has come; simulated/m);
  assert.match(none.out, /^ {2}no divergence: a run has no answers to it$/m);
  assert.match(none.out, /only the first run has it$/m);
});

Deno.test("runs diff compares ensembles model by model, and blends as one", async () => {
  await using desk = await runsDesk();
  const models = [simulated({ name: "a" }), simulated({ name: "b" })];
  const study = panel({ host: desk.host }).personas(people(4)).models(models)
    .ask(instrument("plans", plans));
  await study.journal(`${desk.root}/apart`).run();
  await study.seed(2).journal(`${desk.root}/again`).run();
  await study.blend({ a: 3, b: 1 }).journal(`${desk.root}/blended`).run();
  await study.blend({ a: 1, b: 1 }).journal(`${desk.root}/other-blend`).run();
  const diff = async (...ids: string[]) =>
    JSON.parse((await desk.runs("diff", ...ids, "--output-format", "json")).out);
  const byModel = (await diff("apart", "again")).questions.map(modelOf);
  assert.deepEqual(byModel, [["tier", "a"], ["tier", "b"], ["uses", "a"], ["uses", "b"]]);
  const blends = (await diff("blended", "other-blend")).questions.map(modelOf);
  assert.deepEqual(blends, [["tier", null], ["uses", null]]);
  const [reason] = (await diff("apart", "blended")).not_compared;
  assert.equal(
    reason.reason,
    "no model answered the whole panel in both runs; blends can be compared",
  );
});

function modelOf({ key, model }: { readonly key: string; readonly model: string | null }) {
  return [key, model];
}

Deno.test("runs diff says what of an answer is counted, and how many of several questions chance would tell apart", async () => {
  await using desk = await runsDesk();
  const questions = { tier: choice("Which tier?", TIERS), order: rank("In order?", ["a", "b"]) };
  for (const id of ["one", "two"]) {
    const said = scripted({ tier: "pro", order: ["b", "a"] });
    const study = panel({ host: desk.host }).personas(people(4)).models(said);
    await study.journal(`${desk.root}/${id}`).ask(instrument("plans", questions)).run({ id });
  }
  const { out } = await desk.runs("diff", "one", "two");
  assert.match(out, /\norder · In order\?\n {2}by first places\n/);
  assert.match(
    out,
    /\nof 2 questions whose answers do not differ, 0\.10 would have p ≤ \.05 by chance\n/,
  );
});
