/**
 * Runs all tests with coverage and holds a floor: at least 90 % of the lines under `lib/`.
 * Run with `deno run -A tests/coverage.ts`.
 */
const FLOOR = 0.9;

const folder = await Deno.makeTempDir({ prefix: "quorum-coverage-" });
const tests = await run(["task", "test", "--no-check", `--coverage=${folder}`]);
const report = await new Deno.Command(Deno.execPath(), {
  args: ["coverage", "--lcov", "--include=/lib/", folder],
}).output();
const share = lineShare(new TextDecoder().decode(report.stdout));
await Deno.remove(folder, { recursive: true });
console.log(
  `${(100 * share).toFixed(1)} % of the lines under lib/ are covered (at least ${100 * FLOOR} %)`,
);
Deno.exit(tests === 0 && share >= FLOOR ? 0 : 1);

async function run(args: string[]): Promise<number> {
  const { code } = await new Deno.Command(Deno.execPath(), { args }).spawn().status;
  return code;
}

/** The share of covered lines, from the totals of an LCOV report: LF lines found, LH lines hit. */
function lineShare(lcov: string): number {
  const sum = (name: string) =>
    [...lcov.matchAll(new RegExp(`^${name}:(\\d+)$`, "gm"))]
      .reduce((total, [, count]) => total + Number(count), 0);
  return sum("LH") / sum("LF");
}
