import assert from "node:assert/strict";
import { type Baseline, baseline } from "../../mod.ts";
import { FIXTURES } from "../baselines/files.ts";
import { baselineFiles } from "../baselines/make.ts";
import { SOURCE } from "../baselines/source.ts";

const isThere = await Deno.stat(SOURCE).then(() => true, () => false);
const without = isThere ? "" : " (ignored: the collected data is not beside the repository)";

Deno.test({
  name: `fixtures/baselines is what its generator makes, to the byte${without}`,
  ignore: !isThere,
  async fn() {
    for (const [name, text] of await baselineFiles()) {
      assert.ok(await Deno.readTextFile(new URL(name, FIXTURES)) === text, `${name} is another`);
    }
  },
});

Deno.test({
  name: `baseline() gives the shares that the collected data has${without}`,
  ignore: !isThere,
  async fn() {
    const { questions } = JSON.parse(await Deno.readTextFile(new URL("index.json", SOURCE)));
    let checked = 0;
    for (const { file, dataset, question_key } of questions) {
      const data = JSON.parse(await Deno.readTextFile(new URL(file, SOURCE)));
      const one = (data.questions ?? [data])
        .find((other: { question_key: string }) => other.question_key === question_key);
      const year = dataset === "gss" ? "pooled" : Number(one.latest_wave?.slice(-4)) || undefined;
      const found = await baseline(`${dataset}:${question_key}`, { year });
      assertShares(found, one.human_distribution);
      assert.deepEqual(found.options.toSorted(), one.options.toSorted());
      if (one.latest_year) {
        const latest = await baseline(`${dataset}:${question_key}`);
        assert.deepEqual([latest.year, latest.n], [one.latest_year.year, one.latest_year.n]);
        assertShares(latest, one.latest_year.human_distribution);
      }
      checked++;
    }
    assert.equal(checked, questions.length);
  },
});

function assertShares({ id, shares }: Baseline, wanted: Readonly<Record<string, number>>): void {
  for (const [option, share] of Object.entries(shares)) {
    // The collected shares are rounded to six places, and some were normalised after that.
    assert.ok(Math.abs(share - (wanted[option] ?? NaN)) < 2e-6, `${id} ${option}: ${share}`);
  }
}
