import assert from "node:assert/strict";
import { sideBySide } from "../../lib/studies/side_by_side.ts";

Deno.test("sideBySide() works as many at once as it may, and keeps the order", async () => {
  let [atWork, peak] = [0, 0];
  const waiting: (() => void)[] = [];
  const results = await sideBySide([0, 1, 2, 3, 4, 5], 3, async (item) => {
    peak = Math.max(peak, ++atWork);
    // The first three wait for each other; who came last goes on first.
    if (item < 2) await new Promise<void>((resolve) => waiting.push(resolve));
    else waiting.pop()?.();
    atWork -= 1;
    return item * 10;
  });
  assert.deepEqual(results, [0, 10, 20, 30, 40, 50]);
  assert.equal(peak, 3);
  assert.deepEqual(await sideBySide([], 3, () => Promise.reject(new Error("never"))), []);
});

Deno.test("sideBySide() tells a failure when nothing is at work any more", async () => {
  const done: number[] = [];
  const gate = Promise.withResolvers<void>();
  const all = sideBySide([0, 1], 2, async (item) => {
    if (item === 0) throw new Error("the first");
    await gate.promise;
    done.push(item);
  });
  gate.resolve();
  await assert.rejects(all, /the first/);
  assert.deepEqual(done, [1]);
});
