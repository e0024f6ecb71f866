import fc from "fast-check";
import assert from "node:assert/strict";
import { assign, seats } from "../../lib/models/assign.ts";
import { parseModelList } from "../../lib/models/model_list.ts";

function seatsOf(list: string, n: number): string {
  return seats(parseModelList(list).entries, n).join();
}

Deno.test("seats() are the known values of cases B2 to B11", () => {
  assert.equal(seatsOf("a:0.5,b:0.5", 7), "3,4");
  assert.equal(seatsOf("a:0.9,b:0.1", 4), "3,1");
  assert.equal(seatsOf("a:0.99,b:0.01", 10), "9,1");
  assert.equal(seatsOf("a:0.33,b:0.33,c:0.33", 7), "2,2,3");
  assert.equal(seatsOf("a:2,b:3", 7), "3,4");
  assert.equal(seatsOf("a:.33,b:.33,c:.34", 11), "3,4,4");
  assert.equal(seatsOf("a:1,b:1,c:1", 8), "2,3,3");
  assert.equal(seatsOf("a:.66,b:.34", 4), "3,1");
  assert.equal(seatsOf("a:.97,b:.01,c:.01,d:.01", 4), "1,1,1,1");
});

Deno.test("seats() leave models without any when there are fewer panelists than models", () => {
  assert.equal(seatsOf("a:.9,b:.05,c:.05", 2), "2,0,0");
  assert.equal(seatsOf("a:1,b:1", 0), "0,0");
});

const weights = fc.array(fc.double({ min: 0.01, max: 50, noNaN: true }), {
  minLength: 1,
  maxLength: 8,
});
const sizes = fc.integer({ min: 0, max: 5000 });

function named(list: readonly number[]) {
  return list.map((weight, place) => ({ name: `m${place}`, weight }));
}

Deno.test("seats() add up to the panel", () => {
  fc.assert(
    fc.property(weights, sizes, (list, n) => {
      const counts = seats(named(list), n);
      assert.equal(counts.reduce((sum, count) => sum + count, 0), n);
      assert.ok(counts.every((count) => Number.isInteger(count) && count >= 0));
    }),
    { seed: 11 },
  );
});

Deno.test("seats() are within one of the proportion where nobody had to be helped", () => {
  fc.assert(
    fc.property(weights, sizes, (list, n) => {
      const total = list.reduce((sum, weight) => sum + weight, 0);
      const quotas = list.map((weight) => (weight / total) * n);
      // With a quota of one and more for everybody the repair has nothing to do.
      fc.pre(quotas.every((quota) => quota >= 1));
      for (const [place, count] of seats(named(list), n).entries()) {
        assert.ok(Math.abs(count - (quotas[place] ?? NaN)) < 1 + 1e-6);
      }
    }),
    { seed: 12 },
  );
});

Deno.test("seats() let nobody starve while there are panelists enough", () => {
  fc.assert(
    fc.property(weights, sizes, (list, n) => {
      fc.pre(n >= list.length);
      assert.ok(seats(named(list), n).every((count) => count >= 1));
    }),
    { seed: 13 },
  );
});

Deno.test("seats() depend on the proportions alone", () => {
  fc.assert(
    fc.property(weights, sizes, fc.integer({ min: 2, max: 64 }), (list, n, factor) => {
      const scaled = list.map((weight) => weight * factor);
      assert.deepEqual(seats(named(scaled), n), seats(named(list), n));
    }),
    { seed: 14 },
  );
});

Deno.test("assign() gives each persona the model of its own, and the others theirs in order", () => {
  const models = parseModelList("h:0.5,g:0.5").entries;
  assert.deepEqual(assign(models, ["opus", undefined, "x", undefined, "m1"]), [
    ...["opus", "h", "x", "g", "m1"],
  ]);
});

Deno.test("assign() leaves the list unused when everybody brings a model", () => {
  assert.deepEqual(assign([{ name: "g", weight: 1 }], ["a", "b", "c"]), ["a", "b", "c"]);
});

Deno.test("assign() counts seats among those without a model only", () => {
  const models = parseModelList("a:0.5,b:0.5").entries;
  const own = ["own", ...Array<undefined>(7).fill(undefined), "own"];
  const given = assign(models, own);
  assert.equal(given.join(), "own,a,a,a,b,b,b,b,own");
});
