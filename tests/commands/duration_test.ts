import assert from "node:assert/strict";
import { duration } from "../../lib/commands/duration.ts";

Deno.test("M8: duration() reads a number and its unit as seconds", () => {
  const read = ["7d", "24h", "2w", "90m", "1.5d"].map(duration);
  assert.deepEqual(read, [604_800, 86_400, 1_209_600, 5400, 129_600]);
});

Deno.test("M9: duration() takes no number alone, no unit alone, no seconds and nothing else", () => {
  const texts = ["7", "d", "7s", "", "-7d", "7 d", "7D", "1e3d", "7dd", "1.d", "Infinityd"];
  assert.deepEqual(texts.filter((text) => duration(text) !== undefined), []);
});
