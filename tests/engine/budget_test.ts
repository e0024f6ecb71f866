import fc from "fast-check";
import assert from "node:assert/strict";
import { Budget, BudgetSpent, type Reservation } from "../../lib/engine/budget.ts";
import { Halt } from "../../lib/engine/halt.ts";
import { SIGNAL } from "../models/requests.ts";

/** Lets everything happen that needs no time. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Reserves under a name, with a record of who was let in and who was refused. */
function recorded(cap: number, spent = 0) {
  const budget = new Budget({ cap, spent });
  const seen: string[] = [];
  const held = new Map<string, Reservation>();
  const reserve = (name: string, amount: number, signal = SIGNAL) =>
    budget.reserve(amount, signal).then(
      (reservation) => {
        seen.push(name);
        held.set(name, reservation);
      },
      (error) => seen.push(`${name}: ${error.name}`),
    );
  const book = (name: string, cost: number) => held.get(name)?.settle(cost);
  const release = (name: string) => held.get(name)?.release();
  return { budget, seen, reserve, book, release };
}

Deno.test("Budget sets the most aside, books what it was, and gives back the rest", async () => {
  const { budget, reserve, book } = recorded(10, 2);
  await reserve("a", 5);
  assert.deepEqual([budget.cap, budget.spent, budget.reserved], [10, 2, 5]);
  book("a", 1.5);
  assert.deepEqual([budget.spent, budget.reserved, budget.isOver], [3.5, 0, false]);
});

Deno.test("Budget gives everything back of a call that brought nothing", async () => {
  const { budget, reserve, release } = recorded(10);
  await reserve("a", 10);
  release("a");
  await reserve("b", 10);
  assert.deepEqual([budget.spent, budget.reserved], [0, 10]);
});

Deno.test("Budget gives a reservation back once, however often it is ended", async () => {
  const { budget, reserve, book, release } = recorded(10);
  await reserve("a", 5);
  await reserve("b", 5);
  book("a", 2);
  book("a", 2);
  release("a");
  assert.deepEqual([budget.spent, budget.reserved], [2, 5]);
});

Deno.test("Budget lets wait what does not fit while others are in flight, first come first served", async () => {
  const { seen, reserve, book, release } = recorded(10);
  await reserve("a", 6);
  await reserve("b", 3);
  reserve("c", 5);
  reserve("d", 1);
  await settle();
  // It would fit, but c was first.
  assert.deepEqual(seen, ["a", "b"]);
  book("b", 1);
  await settle();
  assert.deepEqual(seen, ["a", "b"]);
  release("a");
  await settle();
  assert.deepEqual(seen, ["a", "b", "c", "d"]);
});

Deno.test("Budget is over when nothing is in flight and the next call does not fit", async () => {
  const { budget, seen, reserve, book } = recorded(10);
  await reserve("a", 6);
  reserve("b", 6);
  reserve("c", 1);
  await settle();
  assert.ok(!budget.isOver);
  book("a", 5);
  await settle();
  // Everybody who waits, and everybody later, even who would fit.
  assert.deepEqual(seen, ["a", "b: BudgetSpent", "c: BudgetSpent"]);
  await reserve("d", 0.1);
  assert.deepEqual([seen.at(-1), budget.isOver, budget.spent], ["d: BudgetSpent", true, 5]);
});

Deno.test("Budget is over at once for a call that alone could cost more than the cap", async () => {
  const { budget, seen, reserve } = recorded(1);
  await reserve("a", 1.01);
  assert.deepEqual([seen, budget.isOver], [["a: BudgetSpent"], true]);
});

Deno.test("Budget always has what costs nothing, when it is over too", async () => {
  const { seen, reserve } = recorded(1);
  await reserve("a", 2);
  await reserve("free", 0);
  assert.deepEqual(seen, ["a: BudgetSpent", "free"]);
});

Deno.test("Budget books a cost beyond its reservation, and later calls meet it", async () => {
  const { budget, seen, reserve, book } = recorded(10);
  await reserve("a", 4);
  book("a", 7);
  await reserve("b", 4);
  assert.deepEqual([budget.spent, seen], [7, ["a", "b: BudgetSpent"]]);
});

Deno.test("Budget starts from what an interrupted run had spent", async () => {
  const { budget, seen, reserve } = recorded(10, 12);
  await reserve("a", 0.01);
  assert.deepEqual([budget.spent, seen], [12, ["a: BudgetSpent"]]);
});

Deno.test("Budget takes an amount that fits to the last cent, whatever binary fractions say", async () => {
  const { budget, seen, reserve, book } = recorded(0.3);
  for (const name of ["a", "b", "c"]) await reserve(name, 0.1);
  assert.deepEqual(seen, ["a", "b", "c"]);
  for (const name of ["a", "b", "c"]) book(name, 0.1);
  assert.deepEqual([budget.spent, budget.reserved], [0.3, 0]);
});

Deno.test("Budget ends the wait of what is cut off, with the reason, and looks at who is next", async () => {
  const { budget, seen, reserve, release } = recorded(10);
  const stop = new AbortController();
  const reason = new Error("Ctrl-C");
  await reserve("a", 8);
  const cut = budget.reserve(5, stop.signal);
  reserve("c", 2);
  stop.abort(reason);
  await assert.rejects(cut, (error) => error === reason);
  await settle();
  assert.deepEqual(seen, ["a", "c"]);
  await assert.rejects(budget.reserve(0, stop.signal), (error) => error === reason);
  release("a");
  assert.equal(budget.reserved, 2);
});

Deno.test("Budget says what was spent of what", async () => {
  const error = await new Budget({ cap: 2.5, spent: 2.49 }).reserve(0.1, SIGNAL).catch((e) => e);
  assert.ok(error instanceof BudgetSpent && error instanceof Halt);
  assert.deepEqual([error.cap, error.spent], [2.5, 2.49]);
  assert.equal(
    error.message,
    "Cannot ask any more: $2.4900 of the budget of $2.5000 are spent, and the next call could cost " +
      "more than is left",
  );
});

Deno.test("Budget refuses a cap that is none", () => {
  for (const cap of [0, -1, NaN, Infinity]) {
    assert.throws(() => new Budget({ cap }), {
      name: "RangeError",
      message: `Cannot keep to a budget of ${cap} dollars: it must be a positive number`,
    });
  }
  for (const spent of [-1, NaN, Infinity]) {
    assert.throws(() => new Budget({ cap: 1, spent }), RangeError);
  }
});

Deno.test("Budget never passes its cap and leaves nobody waiting, whatever calls cost and in any order", async () => {
  const calls = fc.record({
    most: fc.double({ min: 0, max: 3, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    fails: fc.boolean(),
    breaths: fc.integer({ min: 0, max: 5 }),
  });
  const cap = fc.double({ min: 0.01, max: 10, noNaN: true });
  await fc.assert(
    fc.asyncProperty(cap, fc.array(calls, { maxLength: 30 }), async (cap, calls) => {
      const budget = new Budget({ cap });
      const ends = calls.map(async ({ most, share, fails, breaths }) => {
        const reservation = await budget.reserve(most, SIGNAL);
        for (let breath = 0; breath < breaths; breath++) await Promise.resolve();
        assert.ok(budget.spent + budget.reserved <= budget.cap + 1e-9);
        if (fails) reservation.release();
        else reservation.settle(most * share);
      });
      for (const end of await Promise.allSettled(ends)) {
        assert.ok(end.status === "fulfilled" || end.reason instanceof BudgetSpent, `${end}`);
      }
      assert.ok(budget.spent <= budget.cap);
      assert.equal(budget.reserved, 0);
    }),
    { seed: 11, numRuns: 200 },
  );
});
