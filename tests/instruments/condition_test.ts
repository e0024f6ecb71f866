import assert from "node:assert/strict";
import { holds, parseCondition } from "../../lib/instruments/condition.ts";

function isMet(text: string, answer: unknown): boolean {
  const condition = parseCondition(text);
  assert.notEqual(condition.type, "sentiment");
  return condition.type !== "sentiment" && holds(condition, answer);
}

Deno.test("K1: holds() decides every condition but the one on sentiment", () => {
  assert.equal(isMet("always", "x"), true);
  assert.equal(isMet("never", "x"), false);
  assert.equal(isMet("response_contains: Price", "the PRICE is"), true);
  assert.equal(isMet("response_contains: zz", "the PRICE is"), false);
  assert.equal(isMet("response_contains: b", { a: "B" }), true);
  assert.equal(isMet("Response_Contains: x", "X"), true);
});

Deno.test("K1: holds() looks through numbers and lists as JSON, and finds nothing in no answer", () => {
  assert.equal(isMet("response_contains: 4", 4), true);
  assert.equal(isMet("response_contains: true", true), true);
  assert.equal(isMet('response_contains: ["a"', ["A", "b"]), true);
  for (const none of [null, undefined]) assert.equal(isMet("response_contains: null", none), false);
});

Deno.test("parseCondition() reads types in any letter case, and texts with their colons", () => {
  assert.deepEqual(parseCondition(" ALWAYS "), { type: "always" });
  assert.deepEqual(parseCondition("Never:"), { type: "never" });
  assert.deepEqual(parseCondition("RESPONSE_CONTAINS:  Price: High "), {
    type: "contains",
    text: "Price: High",
  });
  for (const sentiment of ["positive", "negative", "neutral"] as const) {
    const text = `Response_Sentiment: ${sentiment.toUpperCase()}`;
    assert.deepEqual(parseCondition(text), { type: "sentiment", sentiment });
  }
});

Deno.test("parseCondition() refuses what is no condition", () => {
  const wrong = [
    ...["", "alwys", "always: x", "never: x", "response_contains", "response_contains:  "],
    ...["response_sentiment", "response_sentiment: sad", "contains: x", "constructor"],
  ];
  for (const text of wrong) assert.throws(() => parseCondition(text), SyntaxError, text);
  assert.throws(() => parseCondition("alwys"), {
    message: 'Cannot read the condition "alwys": it must be "always", "never", ' +
      '"response_contains: TEXT" or "response_sentiment: positive|negative|neutral"',
  });
});
