import assert from "node:assert/strict";
import {
  costsChart,
  divergencesChart,
  groupsChart,
  modelsChart,
  save,
  sharesChart,
  uptakeChart,
} from "../../mod.ts";
import { folder } from "../hosts.ts";

const charts: Readonly<Record<string, (given: never) => unknown>> = {
  ...{ costsChart, divergencesChart, groupsChart, modelsChart, sharesChart, uptakeChart },
};

Deno.test("drawnList() has every chart of several things say what it takes, where it is given something else", () => {
  for (const [name, chart] of Object.entries(charts)) {
    // A notebook hands in whatever there is: nothing is type-checked there.
    for (const given of [undefined, null, 42, "tier", {}, () => 1]) {
      assert.throws(
        () => chart(given as never),
        /^TypeError: Cannot draw .*: it must be a list/,
        name,
      );
    }
    for (const given of [[null], [42], [{}], ["tier"], [NaN]]) {
      assert.throws(
        () => chart(given as never),
        /^TypeError: Cannot draw .*: number 1 of the list must be /,
        name,
      );
    }
    assert.doesNotThrow(() => chart([] as never), name);
  }
});

Deno.test("costsChart() and uptakeChart() refuse what is no number, and numbers that cannot be", () => {
  for (const cost of [NaN, Infinity, -1]) {
    assert.throws(
      () => costsChart([{ model: "m", answers: 3, cost }]),
      /Cannot draw what models cost/,
    );
  }
  for (const answers of [NaN, Infinity, -1]) {
    assert.throws(() => costsChart([{ model: "m", answers, cost: 1 }]), /Cannot draw what models/);
  }
  assert.throws(
    () => costsChart([{ model: "m", answers: 1, cost: 1, latencies: [NaN] }]),
    /Cannot draw what models cost: number 1 of the list must be/,
  );
  for (const [taken, of] of [[NaN, 3], [1, NaN], [4, 3], [-1, 3], [1, Infinity]] as const) {
    assert.throws(() => uptakeChart([{ item: "a", period: 1, taken, of }]), /Cannot draw who took/);
  }
});

Deno.test("save() says what it can save, where it is given something else", async () => {
  await using place = await folder();
  for (const given of [null, undefined, 42, "chart", {}, []]) {
    await assert.rejects(
      save(given as never, `${place.path}/x.svg`),
      /^TypeError: Cannot save this as ".*": it must be a chart or a report/,
    );
  }
});
