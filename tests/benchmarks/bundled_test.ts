import assert from "node:assert/strict";
import { BUNDLED_DATASETS } from "../../lib/benchmarks/datasets.ts";
import { parseBaselines } from "../../lib/benchmarks/baseline_file.ts";
import { FIXTURES } from "../baselines/files.ts";

Deno.test("fixtures/baselines holds a file for each dataset, as a file of baselines must be", async () => {
  const names = [...Deno.readDirSync(FIXTURES)].map(({ name }) => name);
  const files = BUNDLED_DATASETS.map((dataset) => `${dataset}.json`);
  assert.deepEqual(names.toSorted(), ["NOTICE", ...files].toSorted());
  for (const file of files) {
    const data = JSON.parse(await Deno.readTextFile(new URL(file, FIXTURES)));
    const read = parseBaselines(data, file);
    assert.ok(read.length > 0);
    assert.deepEqual(new Set(read.map(({ dataset }) => `${dataset}.json`)), new Set([file]));
  }
});
