import assert from "node:assert/strict";
import { choice, type Host, instrument, multi, number, panel, simulated, text } from "../../mod.ts";
import { envelope } from "../../lib/studies/envelope.ts";
import { hostWith } from "../hosts.ts";
import { described } from "./speaker.ts";

const asked = instrument("asked", {
  tier: choice("Which tier?", ["free", "pro"]),
  what: multi("What matters?", ["price", "design"]),
  pay: number("What would you pay?", { min: 0, max: 9 }),
  why: text("Why?"),
});

/** A host, and how many times all rows of a journal were walked through. */
function counting(): { readonly host: Host; readonly walks: { count: number } } {
  const walks = { count: 0 };
  const host = hostWith();
  const database: Host["database"] = async (path) => {
    const { exec, prepare, close } = await host.database(path);
    return {
      ...{ exec, close },
      prepare(sql) {
        if (/\bFROM units ORDER BY\b/.test(sql)) walks.count += 1;
        return prepare(sql);
      },
    };
  };
  return { host: { ...host, database }, walks };
}

for (const way of ["plain", "variants", "blend"] as const) {
  Deno.test(`a result with all it shows is one walk through the journal: ${way}`, async () => {
    const { host, walks } = counting();
    const cast = panel({ host }).personas(described(3)).seed(1);
    const study = way === "plain"
      ? cast.models(simulated())
      : way === "variants"
      ? cast.models(simulated()).variants(2)
      : cast.models([simulated({ name: "a" }), simulated({ name: "b" })]).blend();
    const result = await study.ask(asked).run();
    assert.equal(walks.count, 0);
    assert.equal(result.tally("tier").question, "tier");
    assert.equal(walks.count, 1);
    const { failures, warnings } = result;
    assert.deepEqual([failures.erroredPairs, warnings.length > 0], [0, way === "variants"]);
    assert.ok(String(result).includes("why · Why?"));
    envelope(result, host, { rows: "none" });
    await result.plot("what").svg();
    if (way === "blend") assert.equal(result.blend("what", { a: 2, b: 1 }).weights.a, 2 / 3);
    if (way === "variants") assert.equal(result.robustness("tier").personas.length, 3);
    assert.equal(walks.count, 1);
    // Its rows are walked through once more when they are listed.
    envelope(result, host);
    assert.equal(walks.count, 2);
  });
}

Deno.test("a result sums up what another walk through its rows finds", async () => {
  const models = [simulated({ name: "a" }), simulated({ name: "b" })];
  const result = await panel({ host: hostWith() }).personas(described(20)).models(models).seed(2)
    .ask(asked).run();
  const rows = result.rows.toArray();
  const by = (arm: string, question: string) =>
    rows.filter((row) => row.arm === arm && row.question === question);
  const { parts } = result.blend("tier");
  for (const [place, arm] of ["a", "b"].entries()) {
    const answers = by(arm, "tier").map(({ answer }) => answer);
    assert.deepEqual(Object.entries(parts[place]?.counts ?? {}), [
      ["free", answers.filter((answer) => answer === "free").length],
      ["pro", answers.filter((answer) => answer === "pro").length],
    ]);
    const numbers = by(arm, "pay").map(({ answer }) => Number(answer));
    const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
    const found = result.summary("pay", { model: arm });
    assert.ok(Math.abs(found.mean - mean) < 1e-12);
    const shown = Number(mean.toPrecision(4));
    assert.match(
      String(result),
      new RegExp(`\n${arm} · pay · .*\n {2}n = 20 answers; mean ${shown} `),
    );
  }
});
