import assert from "node:assert/strict";
import { folder } from "../hosts.ts";

const root = new URL("../../", import.meta.url).pathname;

Deno.test("the help is shown before any file is read that a command needs", async () => {
  await using place = await folder();
  const parts = ["cli.ts", "deno.json", "deno.lock", "lib"];
  await copy(parts.map((part) => root + part), place.path);
  const needed = ["analysis", "encounters", "instruments", "models", "personas", "rows", "studies"];
  for (const room of needed) await Deno.remove(`${place.path}/lib/${room}`, { recursive: true });
  const { code, out } = await run(place.path, ["--help"]);
  assert.equal(code, 0);
  assert.match(out, /panel run +Ask a panel an instrument/);
  assert.notEqual((await run(place.path, ["demo"])).code, 0);
});

async function copy(paths: readonly string[], to: string): Promise<void> {
  const { code } = await new Deno.Command("cp", { args: ["-r", ...paths, to] }).output();
  assert.equal(code, 0);
}

async function run(cwd: string, args: readonly string[]): Promise<{ code: number; out: string }> {
  const command = ["run", "-q", "-P=offline", "cli.ts", ...args];
  const { code, stdout } = await new Deno.Command(Deno.execPath(), { args: command, cwd }).output();
  return { code, out: new TextDecoder().decode(stdout) };
}
