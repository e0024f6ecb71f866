import assert from "node:assert/strict";
import { InputError, loadPack, Pack, savePack, withCalibration } from "../../mod.ts";
import { type CalibrationEntry } from "../../mod.ts";
import { folder } from "../hosts.ts";

function entry(question: string, jsd: number): CalibrationEntry {
  return {
    ...{ dataset: "gss", question, jsd, n: 50, samples_per_question: 15, models: ["haiku:1.00"] },
    ...{ extractor: "pick_one:auto-derived", panelist_cost_usd: 0.1235 },
    ...{ calibrated_at: "2026-04-26T14:23:00Z", quorum_version: "0.1.0" },
    ...{ methodology_url: "README.md#methodology", jsd_corrected: 0.17, jsd_interval: [0.1, 0.3] },
    ...{ floor95: 0.03, p_null: 0.001, n_effective: 44.5, year: 2024 },
  };
}

const PACK = `# Two people.
name: "Two"   # quoted
personas:
- {name: Maya, age: 34}
- name: Derek
  age: 51
# the end
`;

async function packFile(text = PACK) {
  const place = await folder();
  const path = `${place.path}/pack.yaml`;
  await Deno.writeTextFile(path, text);
  return {
    path,
    read: () => Deno.readTextFile(path),
    [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
  };
}

Deno.test("savePack() writes the calibrations of a pack into its file, and no other byte", async () => {
  await using file = await packFile();
  const pack = withCalibration(await loadPack(file.path), entry("HAPPY", 0.18));
  await savePack(file.path, pack);
  const written = await file.read();
  const at = PACK.indexOf("# the end");
  const block = written.slice(at, written.length - "# the end\n".length);
  assert.equal(written, PACK.slice(0, at) + block + PACK.slice(at));
  assert.equal(
    block,
    `calibration:
  - dataset: gss
    question: HAPPY
    jsd: 0.18
    n: 50
    samples_per_question: 15
    models: [haiku:1.00]
    extractor: pick_one:auto-derived
    panelist_cost_usd: 0.1235
    calibrated_at: 2026-04-26T14:23:00Z
    quorum_version: 0.1.0
    methodology_url: README.md#methodology
    jsd_corrected: 0.17
    jsd_interval: [0.1, 0.3]
    floor95: 0.03
    p_null: 0.001
    n_effective: 44.5
    year: 2024
`,
  );
  assert.deepEqual((await loadPack(file.path)).manifest, pack.manifest);
});

Deno.test("withCalibration() replaces the entry of the same question where it stands", async () => {
  await using file = await packFile(`${PACK}calibration:
  - {dataset: gss, question: HAPPY, jsd: 0.9} # stale
  - {dataset: ntia, question: USE, jsd: 0.2} # stays
  - {dataset: gss, question: HAPPY, jsd: 0.8}
`);
  const pack = withCalibration(await loadPack(file.path), entry("HAPPY", 0.18));
  await savePack(file.path, pack);
  const { calibration = [] } = (await loadPack(file.path)).manifest;
  assert.deepEqual(
    calibration.map(({ dataset, question, jsd }) => [dataset, question, jsd]),
    [["gss", "HAPPY", 0.18], ["ntia", "USE", 0.2]],
  );
  assert.match(await file.read(), /- \{dataset: ntia, question: USE, jsd: 0\.2\} # stays\n$/);
});

Deno.test("savePack() refuses a file that holds others, or is no pack, and leaves it", async () => {
  await using file = await packFile();
  const others = withCalibration(new Pack([{ name: "Priya" }]), entry("HAPPY", 0.1));
  await assert.rejects(
    savePack(file.path, others),
    /it holds another pack than the one that was measured/,
  );
  await Deno.writeTextFile(file.path, "personas: []\n");
  await assert.rejects(savePack(file.path, others), InputError);
  assert.equal(await file.read(), "personas: []\n");
});

Deno.test("savePack() writes a new file that holds the pack", async () => {
  await using file = await packFile();
  const path = `${file.path}.new.yaml`;
  const pack = withCalibration(await loadPack("general-consumer"), entry("LIFE", 0.2));
  await savePack(path, pack);
  const again = await loadPack(path);
  assert.deepEqual([...again], [...pack]);
  assert.deepEqual(again.manifest, pack.manifest);
});

Deno.test("savePack() leaves a link a link, and those who may read the file", async () => {
  await using file = await packFile();
  await Deno.chmod(file.path, 0o640);
  const link = `${file.path}.link.yaml`;
  await Deno.symlink(file.path, link);
  await savePack(link, withCalibration(await loadPack(link), entry("HAPPY", 0.1)));
  assert.ok((await Deno.lstat(link)).isSymlink);
  assert.equal(((await Deno.stat(file.path)).mode ?? 0) & 0o777, 0o640);
  assert.match(await file.read(), /calibration:/);
});
