import assert from "node:assert/strict";
import { flagHelp, flagWord } from "../../lib/commands/help.ts";
import { COMMANDS } from "../../lib/commands/table.ts";
import { METHODOLOGY } from "../../lib/studies/calibrate.ts";
import { VERSION } from "../../lib/host/version.ts";

Deno.test("README lists the flags of a command as the table has them", async () => {
  const readme = await Deno.readTextFile(new URL("../../README.md", import.meta.url));
  const listed = [
    ...readme.matchAll(/<!-- flags of ([a-z ]+):.*-->\n([^]*?)<!-- end of flags -->/g),
  ];
  for (const [, name, found] of listed) {
    const command = COMMANDS.find(({ words }) => words.join(" ") === name);
    const rows = (command?.flags ?? []).map((flag) =>
      `| \`--${flagWord(flag).replaceAll("|", "\\|")}\` | ${flagHelp(flag)} |`
    );
    const wanted = ["| flag | what it does |", "|---|---|", ...rows, ""].join("\n");
    assert.equal(found, wanted, name);
  }
  const names = listed.map(([, name]) => name);
  assert.ok(names.includes("panel run") && names.includes("pack calibrate"));
});

Deno.test("README has the section that the entries of packs refer to", async () => {
  const readme = await Deno.readTextFile(new URL("../../README.md", import.meta.url));
  const [file, section] = METHODOLOGY.split("#");
  assert.equal(file, "README.md");
  assert.ok(readme.toLowerCase().includes(`\n## ${section}\n`));
});

Deno.test("VERSION is that of deno.json and CITATION.cff", async () => {
  const read = (name: string) => Deno.readTextFile(new URL(`../../${name}`, import.meta.url));
  assert.equal(JSON.parse(await read("deno.json")).version, VERSION);
  assert.match(await read("CITATION.cff"), new RegExp(`^version: ${VERSION}$`, "m"));
});
