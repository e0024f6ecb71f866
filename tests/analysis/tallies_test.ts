import assert from "node:assert/strict";
import { Tallies } from "../../lib/analysis/tallies.ts";
import { choice, instrument, panel, scripted } from "../../mod.ts";
import { answered, asked, CONTEXT, rowOf } from "./rows.ts";

const TIER = asked(choice("Which tier?", ["free", "pro"]));

Deno.test("Tallies counts each group apart, in the order in which groups appear", () => {
  const rows = [
    ...answered(["pro"], { model: "sonnet" }),
    ...answered(["free", "pro"], { model: "haiku" }),
    ...answered(["pro"], { model: "sonnet" }),
  ];
  const tallies = new Tallies(rows, TIER, CONTEXT, ({ model }) => model);
  assert.deepEqual(tallies.labels, ["sonnet", "haiku"]);
  assert.deepEqual(tallies.get("sonnet").counts, { free: 0, pro: 2 });
  assert.deepEqual([...tallies].map(({ n, context }) => [context.label, n]), [
    ["sonnet", 2],
    ["haiku", 2],
  ]);
  assert.throws(() => tallies.get("opus"), {
    name: "TypeError",
    message: 'Cannot find the group "opus": there are sonnet, haiku',
  });
});

Deno.test("Tallies leaves out rows of other questions and of no group", () => {
  const rows = [rowOf({ answer: "pro" }), rowOf({ answer: "pro", question: "other" })];
  assert.deepEqual(new Tallies(rows, TIER, CONTEXT, () => undefined).labels, []);
  const tallies = new Tallies(rows, TIER, CONTEXT, ({ question }) => question);
  assert.deepEqual(tallies.labels, ["q"]);
});

Deno.test("Tallies of a result go by attribute, by persona or by model", async () => {
  const people = [
    { name: "Maya", region: "south", children: 2 },
    { name: "Derek", region: "north", children: 0 },
    { name: "Ada", region: "south" },
  ];
  const result = await panel().personas(people)
    .models(scripted(({ persona }) => persona.region === "south" ? "pro" : "free"))
    .ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) })).run();
  const counts = (by: string) =>
    Object.fromEntries([...result.tally("tier", { by })].map((tally) => [
      tally.context.label,
      Object.values(tally.counts),
    ]));
  assert.deepEqual(counts("region"), { south: [0, 2], north: [1, 0] });
  assert.deepEqual(counts("children"), { 2: [0, 1], 0: [1, 0] });
  assert.deepEqual(counts("persona"), { Maya: [0, 1], Derek: [1, 0], Ada: [0, 1] });
  assert.deepEqual(counts("model"), { scripted: [1, 2] });
  assert.throws(() => counts("regon"), /no persona has it; did you mean "region"\?$/);
});

Deno.test("Tallies keep two models apart, which a plain tally refuses to mix", async () => {
  const saying = (id: string, tier: string) => ({ ...scripted({ tier }), id });
  const result = await panel().personas([{ name: "Maya" }, { name: "Derek" }])
    .models([saying("one", "free"), saying("two", "pro")])
    .ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) })).run();
  const tallies = result.tally("tier", { by: "model" });
  assert.deepEqual(tallies.get("one").counts, { free: 2, pro: 0 });
  assert.deepEqual(tallies.get("two").counts, { free: 0, pro: 2 });
  assert.throws(() => result.tally("tier"), /Cannot tally "tier" over 2 models at once/);
});
