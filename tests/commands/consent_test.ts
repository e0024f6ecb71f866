import assert from "node:assert/strict";
import { consent } from "../../lib/commands/consent.ts";
import { VERSION } from "../../lib/host/version.ts";
import { folder, hostWith } from "../hosts.ts";

Deno.test("consent() asks once, with what is uploaded and what is not, and records a yes", async () => {
  await using home = await folder();
  const env = { QUORUM_HOME: `${home.path}/new` };
  const host = hostWith({ env, typed: ["Yes "] });
  assert.equal(await consent(host), "given");
  assert.match(
    host.written.err,
    /would upload:\n.*shares? of each option[\s\S]*never uploads.*personas/,
  );
  assert.match(host.written.err, /\[y\/N\] $/);
  const path = `${env.QUORUM_HOME}/synthbench-consent.json`;
  assert.deepEqual(JSON.parse(await Deno.readTextFile(path)), {
    version: 1,
    accepted: true,
    client_version: VERSION,
  });
  const again = hostWith({ env });
  assert.deepEqual([await consent(again), again.written.err], ["given", ""]);
});

Deno.test("consent() takes nothing but y and yes for a yes (R4)", async () => {
  await using home = await folder();
  const env = { QUORUM_HOME: home.path };
  for (const line of ["", "n", "yess", "yeah", "j", "1", "ja"]) {
    assert.equal(await consent(hostWith({ env, typed: [line] })), "declined", line);
  }
  assert.equal(await consent(hostWith({ env, typed: [] })), "unasked");
  assert.equal(await consent(hostWith({ env })), "unasked");
  assert.deepEqual([...Deno.readDirSync(home.path)], []);
});

Deno.test("consent() asks again where the record is broken, of another version, or no yes (R7)", async () => {
  await using home = await folder();
  const env = { QUORUM_HOME: home.path };
  const path = `${home.path}/synthbench-consent.json`;
  for (
    const text of [
      "{",
      "",
      "[]",
      "{}",
      '{"version":2,"accepted":true}',
      '{"version":1,"accepted":false}',
    ]
  ) {
    await Deno.writeTextFile(path, text);
    const host = hostWith({ env, typed: ["n"] });
    assert.deepEqual([await consent(host), host.written.err.length > 0], ["declined", true], text);
  }
  await Deno.writeTextFile(path, '{"version":1,"accepted":true}');
  assert.equal(await consent(hostWith({ env })), "given");
});

Deno.test("consent() with yes asks nobody and records nothing", async () => {
  await using home = await folder();
  const host = hostWith({ env: { QUORUM_HOME: home.path }, typed: ["n"] });
  assert.equal(await consent(host, { yes: true }), "given");
  assert.deepEqual([host.written.err, [...Deno.readDirSync(home.path)]], ["", []]);
});

Deno.test("consent() that cannot be recorded counts for this once, and says so", async () => {
  const host = hostWith({ env: { QUORUM_HOME: "/dev/null/home" }, typed: ["y"] });
  assert.equal(await consent(host), "given");
  assert.match(
    host.written.err,
    /warning: the consent counts for this run only: Cannot make the folder/,
  );
});
