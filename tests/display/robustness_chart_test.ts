import assert from "node:assert/strict";
import { type PersonaRobustness, robustnessChart } from "../../mod.ts";
import { assertNear, drawn } from "./drawn.ts";

function people(agreements: readonly number[]): PersonaRobustness[] {
  return agreements.map((agreement, at) => ({
    ...{ persona: `${at}`, name: `P${at}`, arm: at === 0 ? "haiku" : null, answer: "pro" },
    ...{ agreement, n: 4, band: agreement >= 0.8 ? "robust" : "fragile" },
  }));
}

Deno.test("robustnessChart() has a sign for each persona where it agrees, the least first", async () => {
  const personas = people([1, 0.25, 0.5]);
  const chart = robustnessChart({ question: "tier", personas, mean: 0.58 }, {
    notice: "simulated",
  });
  const { marks, scale, texts, textAt } = await drawn(chart);
  const share = scale("0 %", "100 %");
  [0.25, 0.5, 1].forEach((agreement, at) =>
    assertNear(share(marks("dot")[at]?.x ?? NaN), agreement)
  );
  assert.ok(textAt("P1").y < textAt("P2").y && textAt("P2").y < textAt("P0 · haiku").y);
  assert.ok(texts.includes("pro25 % of 4, fragile") && texts.includes("pro100 % of 4, robust"));
  assert.ok(texts.join(" ").includes("3 personas, mean agreement 58 %"));
  assert.ok(texts.join(" ").includes("simulated"));
});

Deno.test("robustnessChart() draws thirty, says so, and tells all in words", async () => {
  const personas = people(Array.from({ length: 40 }, (_, at) => (at + 1) / 40));
  const chart = robustnessChart({ question: "tier", personas, mean: 0.5 });
  const { marks, texts } = await drawn(chart);
  assert.equal(marks("dot").length, 30);
  assert.ok(texts.join(" ").includes("the 30 that agree least are drawn"));
  assert.equal(String(chart).match(/ of 4, /g)?.length, 40);
  assert.doesNotMatch(String(chart), /are drawn/);
});
