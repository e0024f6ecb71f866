import assert from "node:assert/strict";
import * as quorum from "../../mod.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

/** What the REPL of the project says to some lines, one after the other. */
async function typed(lines: readonly string[]): Promise<string> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["task", "-q", "repl"],
    cwd: ROOT,
    env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = process.stdin.getWriter();
  await writer.write(new TextEncoder().encode(`${lines.join("\n")}\n`));
  await writer.close();
  const { code, stdout, stderr } = await process.output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

Deno.test("deno task repl has everything imported, a pack at hand, and says what a run lacks", async () => {
  const said = await typed([
    "panel()",
    "people.size",
    'const trial = instrument("trial", { tries: yesNo("Would you try it?") })',
    'const study = panel().personas(people).models("simulated").seed(7).ask(trial)',
    "study",
    'const result = await study.run(); result.tally("tries").n',
    "quorum.jensenShannon === jensenShannon",
  ]);
  const bare = "personas   nobody yet: say .personas(pack)\n" +
    "models     decided by the keys that are set, else simulated respondents\n" +
    "seed       none (0 inside, none sent to providers)\n" +
    "asks       nothing yet: say .ask(instrument), or .expose(products, policy)\n" +
    "15\n";
  assert.ok(said.includes(bare), said);
  assert.match(said, /personas +15\nmodels +simulated\nseed +7\nasks +trial: tries\n/);
  assert.match(said, /\n15\ntrue\n/);
  assert.doesNotMatch(said, /Uncaught/);
});

Deno.test("the public names are short, and hide nothing of the runtime", () => {
  const names = Object.keys(quorum);
  assert.ok(names.length > 100);
  assert.deepEqual(names.filter((name) => name.length > 24 || name in globalThis), []);
});
