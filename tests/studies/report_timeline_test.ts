import assert from "node:assert/strict";
import {
  type About,
  panel,
  questionnaire,
  report,
  scale,
  scripted,
  selfSelection,
  simulated,
  text,
} from "../../mod.ts";
import { hostWith } from "../hosts.ts";
import { EVIL } from "./reported.ts";

const people = [{ name: EVIL }, { name: "Derek" }, { name: "Maya" }];
const drinks = [{ id: "ale" }, { id: "bock" }];
const asked = questionnaire({ rating: scale("How good?", 1, 5), note: text("Why?") });

function study() {
  return panel({ host: hostWith() }).personas(people)
    .models(
      scripted(({ question: { key }, repeat }: About) =>
        key === "selection"
          ? [repeat < 2 ? "ale" : "bock"]
          : { outcomes: { rating: 4, note: EVIL } }
      ),
    ).seed(5)
    .expose(drinks, selfSelection()).outcome(asked).over(4);
}

Deno.test("report() of a panel that was followed has what was taken, by period, and what was thought of it", async () => {
  const result = await study().run();
  const page = (await report(result)).markdown();
  const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  assert.deepEqual(headings, [
    ...["At a glance", "Method", "What was taken", "Order of what was shown"],
    ...["What was thought of it", "Failures and warnings", "Cost", "Provenance", "Do it again"],
  ]);
  assert.match(page, /Synthetic respondents: no person was asked\./);
  assert.match(page, /3 personas met 2 products over 4 periods.*"self_selection".*the seed 5/);
  assert.match(page, /\| choices \| 12 \|\n.*\n\| evaluations \| 12 \|/);
  assert.match(page, /\| ale \| 6 \| 50 % \|/);
  assert.match(page, /\| ale \| 100 % \| 100 % \| 0 % \| 0 % \|/);
  assert.match(page, /### rating\n[^]*\| 4 \| 12 \| 100 % \|/);
  assert.ok(page.includes(result.fingerprint) && page.includes(result.run));
  assert.doesNotMatch(page.replace(/^(`{3,})\n[^]*?\n\1$/gm, ""), /<script/);
  const html = await (await report(result)).html();
  assert.match(page, /shown 1st .*\n *shown 2nd .*\n.*\n *if the place did not matter: /);
  assert.equal(html.split("<svg").length - 1, 4);
  assert.doesNotMatch(html, /<script|<img/);
});

Deno.test("report() of a followed ensemble has each model, and of one that failed what went wrong", async () => {
  const models = { a: simulated(), b: simulated({ name: "b", failure: 1 }) };
  const result = await study().models("a,b", models).run();
  const page = (await report(result)).markdown();
  assert.match(page, /what was taken · a · n = \d+/);
  assert.match(page, /what was taken · b · no valid answers/);
  assert.match(page, /took each product, by period: a\n/);
  assert.match(page, /model: a\n\n```\nWho took what, by period\n/);
  assert.match(page, /\| ale \| \d+ % \|[^]*\| n, who chose \| 3 \| 3 \| 3 \| 3 \|/);
  assert.match(page, /Nobody chose in any period: b\n/);
  assert.equal(page.split("if the place did not matter").length - 1, 1);
  assert.match(page, /\| trace \| events \|/);
});

Deno.test("report() of a followed panel says which models answered for whom, as whom, and how", async () => {
  const models = { a: simulated(), b: simulated({ name: "b" }) };
  const methodOf = async (asked: ReturnType<typeof study>) =>
    (await report(await asked.run())).markdown().split("## ")[2] ?? "";
  const both = await methodOf(study().models("a,b", models).temperature(0.9));
  assert.match(
    both,
    /Every model \(a, b\) answers for the whole panel; their answers are counted apart\./,
  );
  assert.match(both, /Models answered as the personas\..*Sampled with temperature 0\.9\./);
  assert.match(both, /95 % Wilson intervals are at the effective size/);
  const split = await methodOf(study().models("a:1,b:1", models).strategy("zero_shot"));
  assert.match(split, /given one of several models by weight \(a 50 %, b 50 %\), in blocks/);
  assert.match(split, /answered as nobody in particular: no persona was described/);
});
