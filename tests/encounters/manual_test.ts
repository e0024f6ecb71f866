import assert from "node:assert/strict";
import { InputError, manual, parseSchedule, type Policy } from "../../mod.ts";
import { decided, scopeOf } from "./scope.ts";

const scope = scopeOf({ people: 3, products: 3, periods: 2 });

/** Every meeting over the periods: the period, who and what. */
function meetings(policy: Policy, periods = 2): string[] {
  return Array.from({ length: periods }, (_, t) => t).flatMap((t) =>
    decided(policy, scope, t).flatMap((exposure) =>
      exposure.kind === "evaluate"
        ? exposure.products.map((product) => `${t},${exposure.panelist},${product}`)
        : []
    )
  );
}

Deno.test("manual() follows a schedule, and leaves alone who is not in it", () => {
  const schedule = parseSchedule("t,panelist_id,product_id\n0,p1,A\n0,p2,C\n1,p1,B\n");
  assert.deepEqual(meetings(manual(schedule)), ["0,p1,A", "0,p2,C", "1,p1,B"]);
});

Deno.test("manual() follows a function of panelist and period", () => {
  const policy = manual((panelist, t) => panelist === "p2" && t === 1 ? ["B", "A", "B"] : []);
  assert.deepEqual(meetings(policy), ["1,p2,B", "1,p2,A"]);
});

Deno.test("manual() refuses unknown panelists and products by line, or drops them", () => {
  const text = "panelist_id,product_id\np1,A\nzz,A\np2,ZZ\n";
  assert.throws(
    () => manual(parseSchedule(text, {}, "s.csv")).check?.(scope),
    (error) => {
      assert.ok(error instanceof InputError);
      assert.match(error.message, /s\.csv:3 names the unknown panelist "zz"/);
      assert.match(error.message, /s\.csv:4 names the unknown product "ZZ"/);
      return true;
    },
  );
  const dropping = manual(parseSchedule(text), { onUnknown: "drop" });
  assert.match(dropping.check?.(scope).join() ?? "", /2 entries .* not used, the first on line 3/);
  assert.deepEqual(meetings(dropping), ["0,p1,A"]);
});

Deno.test("manual() tells of periods that the study does not have", () => {
  const policy = manual(parseSchedule("panelist_id,product_id,t\np1,A,0\np1,B,7\np1,C,-1\n"));
  assert.match(
    policy.check?.(scope).join() ?? "",
    /2 entries of a period other than 0 to 1.*line 3/,
  );
});

Deno.test("manual() refuses gaps where none may be", () => {
  const policy = manual([{ panelist: "p1", t: 0, product: "A" }], { allowMissing: false });
  assert.throws(() => policy.check?.(scope), /no entry for the panelist "p2" at t = 0/);
});

Deno.test("manual() is recorded with the digest of its schedule, not with its lines", () => {
  const [one, same, other] = ["p1,A", "p1,A\np1,A", "p1,B"].map((lines) =>
    manual(parseSchedule(`panelist_id,product_id\n${lines}`)).spec
  );
  assert.deepEqual(one, same);
  assert.notEqual(one?.sha256, other?.sha256);
});
