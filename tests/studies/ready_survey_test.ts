import assert from "node:assert/strict";
import { choice, instrument, panel, simulated } from "../../mod.ts";
import { inspected, shown } from "../display/faces.ts";
import { hostWith } from "../hosts.ts";
import { people } from "./fixtures.ts";
import { described } from "./speaker.ts";

const host = hostWith();
const tiers = instrument("tiers", { tier: choice("Which tier?", ["free", "pro"]) });
const models = { a: simulated({ name: "a" }), b: simulated({ name: "b" }) };

Deno.test("a study that is ready shows who is asked on which model, what it comes to and what to know", async () => {
  const ready = await panel({ host }).personas(people(3)).models("a:2,b:1", models).ask(tiers)
    .ready();
  const [head, ...lines] = inspected(ready).split("\n");
  assert.equal(head, "3 panelists");
  assert.deepEqual(lines.slice(0, 3), ["P0  a", "P1  a", "P2  b"]);
  assert.match(lines[3] ?? "", /^at most 3 calls, about \d+ tokens in and \d+ out, cost about \$0/);
  assert.deepEqual(lines.slice(4), [...ready.warnings]);
  assert.equal(ready.warnings.length, 1);
});

Deno.test("a study that is ready names variants, every arm of an ensemble, and twenty of many", async () => {
  const study = panel({ host }).models("a,b", models).ask(tiers);
  const varied = inspected(await study.personas(described(1)).variants(2).ready());
  assert.match(varied, /^2 panelists\nP0 \(v0\) {2}a, b\nP0 \(v1\) {2}a, b\n/);
  const many = inspected(await study.personas(people(1021)).ready());
  assert.match(many, /^1,021 panelists\n(P\d+ +a, b\n){20}… and 1,001 more\n/);
});

Deno.test("a study that is ready shows itself in a notebook, with the names of others escaped", async () => {
  const ready = await panel({ host }).personas([{ name: "<b>x</b>\u001b[31m" }])
    .models("a", models).ask(tiers).ready();
  const { "text/html": html = "", "text/plain": text = "" } = await shown(ready);
  assert.ok(!html.includes("<b>") && html.includes("&lt;b&gt;x"));
  assert.ok(!text.includes("\u001b"));
});
