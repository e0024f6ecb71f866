import assert from "node:assert/strict";
import fc from "fast-check";
import { execute } from "../../mod.ts";

const shown = ["A", "B", "C", "D"];

Deno.test("execute() drops what was not shown, and counts what was named again once", () => {
  const done = execute({ requested: ["B", "ZZ", "B", "A"], shown });
  assert.deepEqual(done, {
    requested: ["B", "ZZ", "A"],
    executed: ["B", "A"],
    dropped: ["ZZ"],
    duplicates: ["B"],
    forced: null,
  });
});

Deno.test("execute() keeps the first of too many, and drops them after what was not shown", () => {
  const done = execute({ requested: ["C", "A", "ZZ", "B"], shown }, { max: 1 });
  assert.deepEqual([done.executed, done.dropped], [["C"], ["ZZ", "A", "B"]]);
});

Deno.test("execute() takes the first product shown where something must be evaluated", () => {
  const rules = { allowEmpty: false };
  assert.deepEqual(execute({ requested: [], shown: ["D", "A"] }, rules).executed, ["D"]);
  const strange = execute({ requested: ["ZZ"], shown }, rules);
  assert.deepEqual([strange.executed, strange.dropped, strange.forced], [["A"], ["ZZ"], "A"]);
  assert.equal(execute({ requested: ["B"], shown }, rules).forced, null);
  assert.deepEqual(execute({ requested: [], shown: [] }, rules).executed, []);
});

Deno.test("execute() lets a limit of 0 win", () => {
  const done = execute({ requested: ["A"], shown }, { max: 0, allowEmpty: false });
  assert.deepEqual([done.executed, done.dropped, done.forced], [[], ["A"], null]);
});

Deno.test("execute() evaluates products that were not shown where that is allowed, but no others", () => {
  const catalog = new Set([...shown, "E"]);
  const done = execute({ requested: ["E", "ZZ", "A"], shown, catalog }, { enforceSubset: false });
  assert.deepEqual([done.executed, done.dropped], [["E", "A"], ["ZZ"]]);
});

Deno.test("execute() refuses limits and strategies that are none", () => {
  assert.throws(() => execute({ requested: [], shown }, { max: -1 }), RangeError);
  // As a caller without types may say it.
  const keep = "keep_last" as "keep_first";
  assert.throws(() => execute({ requested: [], shown }, { keep }), RangeError);
});

Deno.test("execute() loses nothing and does nothing twice", () => {
  const ids = fc.array(fc.constantFrom("A", "B", "C", "D", "Y", "Z"), { maxLength: 8 });
  const max = fc.option(fc.nat({ max: 4 }));
  fc.assert(
    fc.property(ids, max, fc.boolean(), (requested, max, allowEmpty) => {
      const { executed, dropped, duplicates, forced } = execute({ requested, shown }, {
        max,
        allowEmpty,
      });
      const kept = executed.filter((id) => id !== forced);
      assert.deepEqual([...kept, ...dropped, ...duplicates].sort(), requested.toSorted());
      assert.equal(new Set([...executed, ...dropped]).size, executed.length + dropped.length);
      assert.ok(executed.length <= (max ?? Infinity));
      assert.ok(executed.every((id) => shown.includes(id)));
    }),
    { seed: 604, numRuns: 500 },
  );
});
