import assert from "node:assert/strict";

/** How many rows come by, each of which is larger than what is left of it. */
const ROWS = 600_000;

Deno.test("convergence() of more rows than memory holds goes through, from an iterator or out of order", async () => {
  const judge = new URL("../../lib/analysis/convergence.ts", import.meta.url).href;
  const program = `
    import { convergence } from ${JSON.stringify(judge)};
    const category = (at) => at % 3 === 0 ? "a" : "b";
    function* rows(from, to, question) {
      for (let at = from; at < to; at++) {
        yield { panelist: "p" + at, question, category: category(at), text: "x".repeat(50) + at };
      }
    }
    const first = convergence(rows(0, ${ROWS}, "q"), { halfWidth: 0.1 });
    const half = ${ROWS / 2};
    const twice = { *[Symbol.iterator]() {
      yield* rows(0, half, "q");
      yield* rows(0, half, "q");
    } };
    console.log(first.released, convergence(twice, { halfWidth: 0.1 }).released);
  `;
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--v8-flags=--max-old-space-size=96", program],
    cwd: new URL("../..", import.meta.url),
    stderr: "null",
    env: { NO_COLOR: "1" },
  }).output();
  assert.equal(new TextDecoder().decode(stdout), `${ROWS} ${ROWS / 2}\n`);
});
