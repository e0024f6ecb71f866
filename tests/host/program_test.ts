import assert from "node:assert/strict";

const module = JSON.stringify(new URL("../../lib/host/program.ts", import.meta.url).href);

Deno.test("runAsProgram() hands over the arguments and ends with the code that is returned", async () => {
  const code = `import { runAsProgram } from ${module};
    await runAsProgram(async (args, host) => {
      host.terminal.out(JSON.stringify(args));
      return await Promise.resolve(3);
    });`;
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", "--no-config", url, "ask", "--seed", "7"],
  });
  const ended = await command.output();
  assert.equal(new TextDecoder().decode(ended.stdout), '["ask","--seed","7"]');
  assert.equal(ended.code, 3);
});
