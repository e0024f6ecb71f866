import fc from "fast-check";
import assert from "node:assert/strict";
import { type Stream, stream } from "../../lib/random/stream.ts";
import { chiSquared } from "./chi_squared.ts";

type Names = (string | number)[];

function take(random: Stream, count: number): number[] {
  return Array.from({ length: count }, () => random.next());
}

Deno.test("stream() draws what its seed and names say, on any machine", () => {
  // By a Python program from the definition: MurmurHash3_x86_128 of the names, then xoshiro128**.
  assert.deepEqual(take(stream(7), 4), [2840386142, 3741667208, 567289415, 2932860603]);
  assert.deepEqual(
    take(stream(7).fork("order", "maya"), 4),
    [3120933541, 1897711039, 3531995932, 319256725],
  );
  assert.deepEqual(
    take(stream(0).fork("policy", 3, "p-1").fork("é🍺"), 4),
    [1903677804, 1446899412, 3722826168, 577429415],
  );
  const random = stream(7).fork("order", "maya");
  assert.equal(random.uniform(), 0.7266489672798311);
  assert.equal(random.uniform(), 0.8223568802649732);
  const normal = stream(7).fork("order", "maya").normal();
  assert.ok(Math.abs(normal - 0.707260274567463) < 1e-15);
});

Deno.test("Stream.fork() has a stream of its own for every chain of names", () => {
  const random = stream(1);
  const chains = [
    random,
    stream(2),
    random.fork(),
    random.fork("a"),
    random.fork("b"),
    random.fork("a", "b"),
    random.fork("b", "a"),
    random.fork("a").fork("b"),
    random.fork("ab"),
    random.fork("a,b"),
    random.fork('a","b'),
    random.fork("1"),
    random.fork(1),
    random.fork(1, 1),
    random.fork(11),
    random.fork(""),
    stream(12),
  ];
  assert.equal(new Set(chains.map((one) => take(one, 2).join())).size, chains.length);
});

Deno.test("Stream.fork() does not depend on what was drawn before, nor disturb it", () => {
  const undisturbed = take(stream(3), 6);
  const random = stream(3);
  const before = take(random.fork("x"), 3);
  const drawn = [...take(random, 2)];
  take(random.fork("x"), 100);
  drawn.push(...take(random, 4));
  assert.deepEqual(drawn, undisturbed);
  assert.deepEqual(take(random.fork("x"), 3), before);
});

Deno.test("Stream.fork() is equal for equal chains and different for different ones", () => {
  const names = fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.integer()));
  fc.assert(
    fc.property(fc.array(names), fc.array(names), (one: Names[], two: Names[]) => {
      const draw = (chain: Names[]) =>
        take(chain.reduce((random, next) => random.fork(...next), stream(5)), 2).join();
      assert.equal(draw(one) === draw(two), JSON.stringify(one) === JSON.stringify(two));
      assert.equal(draw(one), draw(one));
    }),
    { seed: 1, numRuns: 200 },
  );
});

Deno.test("Stream draws are equal at any concurrency and in any order", async () => {
  const panelists = ["maya", "derek", "li", "amara", "tom", "ines"];
  const draw = async (name: string, pause: () => Promise<unknown>) => {
    const random = stream(11).fork("unit", name);
    const draws: number[] = [];
    for (let turn = 0; turn < 4; turn++) {
      await pause();
      draws.push(random.uniform(), random.fork("order", turn).integer(100));
    }
    return [name, draws] as const;
  };
  const alone = new Map<string, number[]>();
  for (const name of panelists) alone.set(...await draw(name, () => Promise.resolve()));
  const shuffled = fc.shuffledSubarray(panelists, { minLength: panelists.length });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), shuffled, async (scheduler, order) => {
      const pause = () => scheduler.schedule(Promise.resolve());
      const together = Promise.all(order.map((name) => draw(name, pause)));
      await scheduler.waitFor(together);
      for (const [name, draws] of await together) assert.deepEqual(draws, alone.get(name));
    }),
    { seed: 1, numRuns: 50 },
  );
});

Deno.test("Stream.next() is spread evenly over the first draws of many forks", () => {
  const random = stream(1);
  const firsts = Array.from({ length: 100_000 }, (_, i) => random.fork("panelist", i).uniform());
  // The .999 quantile of χ² with 99 degrees of freedom, by SciPy.
  assert.ok(chiSquared(firsts.map((u) => Math.floor(u * 100)), 100) < 148.23);
  const pairs = firsts.slice(1).map((u, i) =>
    Math.floor(u * 10) * 10 + Math.floor((firsts[i] ?? 0) * 10)
  );
  assert.ok(chiSquared(pairs, 100) < 148.23, "neighbours are related");
});
