import assert from "node:assert/strict";
import { type Row, rowJson } from "../../lib/rows/row.ts";

const row: Row = {
  run: "run-1",
  panelist: "3fa9c1-0",
  persona: "Maya",
  arm: null,
  model: "haiku",
  round: "first",
  question: "tier",
  kind: "choice",
  item: null,
  repeat: 0,
  turn: 2,
  status: "ok",
  answer: ["pro", "team"],
  category: null,
  text: "Pro or team.",
  extraction: { keepThis: 1 },
  order: [1, 0, 2],
  error: null,
  tokensIn: 120,
  tokensOut: 9,
  cost: 0.0001,
  afterStop: false,
};

Deno.test("rowJson() has exactly the keys of ruling 21, in snake_case and in that order", () => {
  const ruling = "run, panelist, persona, arm, model, round, question, kind, item, repeat, turn, " +
    "status, answer, category, text, extraction, order, error, tokensIn, tokensOut, cost, afterStop";
  assert.deepEqual(Object.keys(row), ruling.split(", "));
  const snake = ruling.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  assert.deepEqual(Object.keys(rowJson(row)), snake.split(", "));
});

Deno.test("rowJson() keeps every value as it is", () => {
  const { tokens_in, tokens_out, after_stop, ...rest } = rowJson(row);
  const { tokensIn, tokensOut, afterStop, ...others } = row;
  assert.deepEqual(rest, others);
  assert.deepEqual([tokens_in, tokens_out, after_stop], [tokensIn, tokensOut, afterStop]);
  assert.deepEqual(JSON.parse(JSON.stringify(rowJson(row))), rowJson(row));
});
