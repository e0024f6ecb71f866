import assert from "node:assert/strict";
import { dirname } from "node:path";
import { folder } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { respond } from "../studies/speaker.ts";
import { finished } from "./command.ts";

Deno.test("report prints the commands that show and replay the run: a shell carries them out", async () => {
  await using place = await folder();
  await using loop = startLoopback({ answer: respond });
  const root = `${place.path}/the runs`;
  const recorded = await finished([
    ...["panel", "run", "--personas", "general-consumer", "--instrument", "pricing-discovery"],
    ...["--models", "haiku", "--seed", "3", "--checkpoint-dir", root, "--run-id", "one"],
    ...["--responses", `${place.path}/it's $HOME.responses`, "--mode", "record"],
    ...["--output-format", "json"],
  ], { env: { ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: loop.url } });
  assert.equal(recorded.code, 0, recorded.err);
  const page = `${place.path}/report.md`;
  const written = await finished(["report", "one", "--checkpoint-dir", root, "--output", page], {
    permissions: "offline",
  });
  assert.deepEqual([written.code, written.out], [0, `Wrote: ${page}\n`], written.err);
  const [, again = ""] = (await Deno.readTextFile(page)).split("## Do it again");
  const [shown = "", replayed = ""] = [...again.matchAll(/```\n(.*)\n```/g)].map(([, code]) =>
    code
  );
  assert.match(await carriedOut(shown), /run +one\nstatus +finished/);
  const json = await carriedOut(`${replayed} --output-format json`);
  assert.equal(lasting(json), lasting(recorded.out));
});

/** What a shell makes of a command, without a key. */
async function carriedOut(command: string): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command("sh", {
    args: ["-c", command],
    cwd: new URL("../../", import.meta.url).pathname,
    clearEnv: true,
    env: {
      PATH: `${dirname(Deno.execPath())}:${Deno.env.get("PATH")}`,
      HOME: Deno.env.get("HOME") ?? "",
      NO_COLOR: "1",
    },
  }).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

/** The JSON that a run wrote without its id and how it went. */
function lasting(out: string): string {
  const { run_id: _, metadata: { timing: __, ...metadata }, ...rest } = JSON.parse(out);
  return JSON.stringify({ metadata, ...rest });
}
