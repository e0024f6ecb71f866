import assert from "node:assert/strict";
import { denoHost } from "../../lib/host/deno.ts";
import { bundledFile, findFile, homeFolder, knownIds } from "../../lib/host/library.ts";
import { memoryHost } from "../../lib/host/memory.ts";
import { suggest } from "../../lib/schema/suggest.ts";

const shelf = { what: "persona pack", bundled: "packs", saved: "packs", nearest: suggest };
const bundled = (id: string) => bundledFile(`packs/${id}.yaml`).pathname;

/** A small library: `both` is saved and bundled; what must never be found is marked as secret. */
function library(env: Record<string, string> = { HOME: "/home/u" }) {
  return memoryHost({
    env,
    files: {
      "/home/u/.quorum/packs/mine.yaml": "saved",
      "/home/u/.quorum/packs/both.yaml": "saved",
      "/home/u/.quorum/packs/notes.txt": "no pack",
      [bundled("both")]: "bundled",
      [bundled("students-2.0")]: "bundled",
      "here.yaml": "a path",
      "both": "a path",
      "/home/u/.quorum/secret.yaml": "secret",
      "/home/u/secret.yaml": "secret",
      "/home/u/.quorum/packs/.hidden.yaml": "secret",
      "/home/u/.quorum/packs/sub/secret.yaml": "secret",
      [bundledFile("secret.yaml").pathname]: "secret",
    },
  });
}

async function textOf(host: ReturnType<typeof library>, reference: string): Promise<string> {
  return await host.files.readText((await findFile(host, reference, shelf)).path);
}

Deno.test("findFile() takes a path first, then what the user saved, then what is bundled", async () => {
  const host = library();
  assert.equal(await textOf(host, "here.yaml"), "a path");
  assert.equal(await textOf(host, "both"), "a path");
  host.contents.delete("both");
  assert.equal(await textOf(host, "both"), "saved");
  host.contents.delete("/home/u/.quorum/packs/both.yaml");
  assert.equal(await textOf(host, "both"), "bundled");
  assert.equal(await textOf(host, "mine"), "saved");
  assert.equal(await textOf(host, "students-2.0"), "bundled");
});

Deno.test("findFile() names what it found as the person did", async () => {
  const found = await findFile(library(), "mine", shelf);
  assert.deepEqual(found, { name: "mine", path: "/home/u/.quorum/packs/mine.yaml" });
});

Deno.test("findFile() says what is known where there is neither file nor id", async () => {
  await assert.rejects(findFile(library(), "nobody", shelf), {
    message: 'Cannot read "nobody": there is no such file, and no persona pack of that name ' +
      "(known are both, mine, students-2.0)",
  });
  await assert.rejects(findFile(memoryHost(), "nobody", shelf), {
    message: 'Cannot read "nobody": there is no such file, and no persona pack of that name',
  });
});

Deno.test("findFile() asks whether a near id was meant", async () => {
  await assert.rejects(findFile(library(), "student-2.0", shelf), {
    message: 'Cannot read "student-2.0": there is no such file, and no persona pack of that name ' +
      '(did you mean "students-2.0"? Known are both, mine, students-2.0)',
  });
});

Deno.test("findFile() never leaves the shelf on the way of an id", async () => {
  const host = library();
  const hostile = [
    ...["..", ".", "", "../secret", "../../secret", "sub/secret", "./mine", "mine/../both"],
    ...[
      "packs/../secret",
      "..%2fsecret",
      "..%2Fsecret",
      "%2e%2e/secret",
      ".hidden",
      "sub%2fsecret",
    ],
    ...["..\\secret", "sub\\secret", "mine.yaml\0", "\0", "mine\n", "~/secret", "file:///secret"],
    ...["a..secret", "mine?", "mine#x", "//secret", "https://example.com/mine"],
  ];
  for (const reference of hostile) {
    await assert.rejects(findFile(host, reference, shelf), /^Error: Cannot read/, reference);
  }
});

Deno.test("findFile() opens on this machine what is bundled", async () => {
  const { path } = await findFile(denoHost(), "general-consumer", shelf);
  assert.match(await denoHost().files.readText(path), /^personas:/m);
  await assert.rejects(findFile(denoHost(), "../packs/general-consumer", shelf), /no such file/);
});

Deno.test("knownIds() lists saved and bundled ids once each, sorted", async () => {
  assert.deepEqual(await knownIds(library(), shelf), ["both", "mine", "students-2.0"]);
  assert.deepEqual(await knownIds(memoryHost(), shelf), []);
});

Deno.test("knownIds() are the ids that findFile() finds", async () => {
  const host = library();
  host.contents.set("/home/u/.quorum/packs/with space.yaml", "saved");
  host.contents.set("/home/u/.quorum/packs/a..b.yaml", "saved");
  for (const id of await knownIds(host, shelf)) await findFile(host, id, shelf);
});

Deno.test("homeFolder() is QUORUM_HOME, else below the user's home, else nowhere", () => {
  const home = (env: Record<string, string>) => homeFolder(memoryHost({ env }));
  assert.equal(home({ QUORUM_HOME: "/q", HOME: "/home/u" }), "/q");
  assert.equal(home({ HOME: "/home/u", USERPROFILE: "/other" }), "/home/u/.quorum");
  assert.equal(home({ USERPROFILE: "C:\\Users\\u" }), "C:\\Users\\u/.quorum");
  assert.equal(home({}), undefined);
});
