import assert from "node:assert/strict";
import fc from "fast-check";
import { orderOf } from "../../lib/instruments/order.ts";
import { stream } from "../../lib/random/stream.ts";
import {
  choice,
  instrument,
  multi,
  number,
  panel,
  rank,
  scale,
  scripted,
  shape,
  text,
  yesNo,
} from "../../mod.ts";
import { TEXT } from "./questions.ts";

/** How often each order is shown to so many panelists. */
function ordersOf(question: Parameters<typeof orderOf>[0], panelists: number): Map<string, number> {
  const random = stream(7);
  const counts = new Map<string, number>();
  for (let place = 0; place < panelists; place++) {
    const order = String(orderOf(question, random.fork("order", place)));
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  return counts;
}

Deno.test("orderOf() reverses a scale for about half of the panel", () => {
  const orders = ordersOf(scale(TEXT, 1, 5), 1000);
  assert.deepEqual([...orders.keys()].sort(), ["0,1,2,3,4", "4,3,2,1,0"]);
  // Four standard errors of a fair coin tossed 1000 times are 63.
  const reversed = orders.get("4,3,2,1,0") ?? 0;
  assert.ok(Math.abs(reversed - 500) < 63, `${reversed} of 1000 are reversed`);
});

Deno.test("orderOf() treats ordered options as a scale", () => {
  const ordered = choice(TEXT, ["low", "middle", "high"], { ordered: true });
  assert.deepEqual([...ordersOf(ordered, 200).keys()].sort(), ["0,1,2", "2,1,0"]);
});

Deno.test("orderOf() shows each order of a choice about as often as any other", () => {
  const orders = ordersOf(choice(TEXT, ["a", "b", "c"]), 3000);
  assert.equal(orders.size, 6);
  const deviations = [...orders.values()].map((count) => (count - 500) ** 2 / 500);
  const chiSquared = deviations.reduce((sum, part) => sum + part, 0);
  // The 99.9th percentile of chi-squared with 5 degrees of freedom is 20.515 (NIST handbook 1.3.6.7.4).
  assert.ok(chiSquared < 20.515, `chi-squared is ${chiSquared}`);
});

Deno.test("orderOf() keeps the authored order as_written", () => {
  const asked = { order: "as_written" } as const;
  const questions = [choice(TEXT, ["a", "b", "c"], asked), scale(TEXT, 1, 3, asked)];
  for (const question of [...questions, multi(TEXT, ["a", "b", "c"], asked)]) {
    assert.deepEqual([...ordersOf(question, 50).keys()], ["0,1,2"]);
  }
});

Deno.test("orderOf() is null where nothing is listed", () => {
  const listed = { type: "object", properties: { mood: { enum: ["a", "b"] } } };
  for (const question of [text(TEXT), number(TEXT), scale(TEXT, 0, 100), shape(TEXT, listed)]) {
    assert.equal(orderOf(question, stream(1)), null);
  }
});

Deno.test("orderOf() is an order of all options, and the same for the same stream", () => {
  const options = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(options, fc.nat(), (list, seed) => {
      const question = rank(TEXT, list);
      const order = orderOf(question, stream(seed));
      assert.deepEqual(order?.toSorted((a, b) => a - b), list.map((_, place) => place));
      assert.deepEqual(orderOf(question, stream(seed)), order);
    }),
    { seed: 9 },
  );
});

Deno.test("orderOf() is recorded in each row as places of the authored options", async () => {
  const seen: string[] = [];
  const model = scripted(({ question }) => {
    const shown = (question.order ?? []).map((place) => question.options?.[place]?.value);
    seen.push(`${question.key} ${shown}`);
    return shown[0];
  });
  const asked = instrument("order", {
    tries: yesNo("Would you try it?"),
    tier: choice("Which tier?", ["free", "pro", "team"]),
  });
  const people = Array.from({ length: 8 }, (_, place) => ({ name: `P${place}` }));
  const result = await panel().personas(people).models(model).seed(3).ask(asked).run();
  const authored = { tries: ["yes", "no"], tier: ["free", "pro", "team"] };
  const recorded = result.rows.toArray().map(({ question, order, answer }) => {
    const options = question === "tries" ? authored.tries : authored.tier;
    const shown = order?.map((place) => options[place]);
    assert.equal(answer, shown?.[0]);
    return `${question} ${shown}`;
  });
  assert.deepEqual(recorded.sort(), seen.sort());
  assert.ok(new Set(recorded).size > 4, "everybody saw the same order");
});
