import assert from "node:assert/strict";
import { Turns } from "../../lib/engine/turns.ts";

const { signal } = new AbortController();

/** Lets everything go on that can. */
async function settled(): Promise<void> {
  for (let time = 0; time < 10; time++) await Promise.resolve();
}

Deno.test("Turns gives as many turns as may wait, and the next one when one is over, in order", async () => {
  const turns = new Turns(2);
  const given: number[] = [];
  const all = Array.from({ length: 4 }, async (_, place) => {
    const turn = await turns.next(signal);
    given.push(place);
    return turn;
  });
  await settled();
  assert.deepEqual(given, [0, 1]);
  const first = await all[0];
  first?.over();
  // Said twice it counts once.
  first?.over();
  first?.[Symbol.dispose]();
  await settled();
  assert.deepEqual(given, [0, 1, 2]);
  (await all[1])?.[Symbol.dispose]();
  await Promise.all(all);
  assert.deepEqual(given, [0, 1, 2, 3]);
});

Deno.test("Turns lets go of who waits when the signal is aborted, and of nobody's turn with them", async () => {
  const turns = new Turns(1);
  const first = await turns.next(signal);
  const stop = new AbortController();
  const waiting = turns.next(stop.signal);
  const after = turns.next(signal);
  const reason = new Error("it is late");
  stop.abort(reason);
  await assert.rejects(waiting, reason);
  await assert.rejects(turns.next(stop.signal), reason);
  first.over();
  (await after).over();
  await turns.next(signal);
});
