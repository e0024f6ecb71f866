import assert from "node:assert/strict";
import { flagHelp, flagWord } from "../../lib/commands/help.ts";
import { COMMANDS } from "../../lib/commands/table.ts";
import { VERSION } from "../../lib/host/version.ts";

Deno.test("README lists the flags of panel run as the table has them", async () => {
  const readme = await Deno.readTextFile(new URL("../../README.md", import.meta.url));
  const command = COMMANDS.find(({ words }) => words.join(" ") === "panel run");
  const rows = (command?.flags ?? []).map((flag) =>
    `| \`--${flagWord(flag).replaceAll("|", "\\|")}\` | ${flagHelp(flag)} |`
  );
  const wanted = ["| flag | what it does |", "|---|---|", ...rows, ""].join("\n");
  const found = /<!-- flags of panel run:.*-->\n([\s\S]*?)<!-- end of flags -->/.exec(readme)?.[1];
  assert.equal(found, wanted);
});

Deno.test("VERSION is that of deno.json and CITATION.cff", async () => {
  const read = (name: string) => Deno.readTextFile(new URL(`../../${name}`, import.meta.url));
  assert.equal(JSON.parse(await read("deno.json")).version, VERSION);
  assert.match(await read("CITATION.cff"), new RegExp(`^version: ${VERSION}$`, "m"));
});
