import assert from "node:assert/strict";
import { inputTokens, tokensOf } from "../../lib/models/tokens.ts";

Deno.test("tokensOf() counts four characters to a token, rounded up", () => {
  assert.deepEqual([0, 1, 4, 5, 8, 400].map(tokensOf), [0, 1, 1, 2, 2, 100]);
});

Deno.test("inputTokens() adds up the system prompt and every turn before it rounds", () => {
  const messages = [
    { role: "user", content: "abc" },
    { role: "assistant", content: "d" },
    { role: "user", content: "ef" },
  ] as const;
  assert.equal(inputTokens({ system: "", messages }), 2);
  assert.equal(inputTokens({ system: "ghi", messages }), 3);
  assert.equal(inputTokens({ system: "", messages: [] }), 0);
});
