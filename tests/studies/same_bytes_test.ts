import assert from "node:assert/strict";
import { envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { askingEverything, WAYS } from "./everything.ts";
import { lastingJson } from "./lasting_json.ts";
import { respond } from "./speaker.ts";

for (const [what, models, way] of WAYS) {
  Deno.test(`a run of everything with ${what} on ${models} is the same bytes at any speed`, async () => {
    const runs = new Set<string>();
    for (const [concurrency, slowest] of [[1, 0], [3, 8], [50, 12]] as const) {
      // Answers arrive the later the earlier they were asked.
      const latency = (index: number) => slowest - index % (slowest + 1);
      await using loop = startLoopback({ answer: respond, latency });
      const host = hostWith({ env: envFor(loop) });
      const result = await way(askingEverything(host, models)).limit({ concurrency }).run();
      assert.equal(result.failures.erroredPairs, 0);
      assert.deepEqual(result.path, ["start", "pricing"]);
      runs.add(lastingJson(result, host));
    }
    assert.equal(runs.size, 1);
  });
}
