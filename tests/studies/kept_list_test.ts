import assert from "node:assert/strict";
import { Journal } from "../../lib/engine/journal.ts";
import { denoHost } from "../../lib/host/deno.ts";
import { keepList, keptList } from "../../lib/studies/kept_list.ts";
import { folder } from "../hosts.ts";

Deno.test("keepList() keeps a list of any length, and leaves nothing of a longer one", async () => {
  await using at = await folder();
  const journal = await Journal.open(denoHost(), `${at.path}/run.sqlite`);
  const upTo = (count: number) => Array.from({ length: count }, (_, place) => ({ place }));
  try {
    assert.deepEqual([...keptList(journal, "people")], []);
    for (const count of [1700, 499, 500, 0]) {
      keepList(journal, "people", upTo(count));
      keepList(journal, "variants", ["Maya"]);
      assert.deepEqual([...keptList(journal, "people")], upTo(count));
      assert.deepEqual([...keptList(journal, "variants")], ["Maya"]);
    }
    const longest = Math.max(...[0, 1, 2].map((at) => journal.note(`people ${at}`)?.length ?? 0));
    assert.ok(longest < 500 * 16);
  } finally {
    journal.close();
  }
});
