import assert from "node:assert/strict";
import { startLoopback } from "../loopback/service.ts";
import { filed, heard, panelRun, people } from "./desk.ts";

const FILES = {
  "maya.yaml": people(["Maya Chen"]),
  "talk.yaml": `name: Talk
questions:
  - key: why
    text: Why?
    follow_ups: [And then?, { text: Never, condition: never }]
  - { key: picks, text: Which?, response_schema: { type: multi, options: [a, b] } }
`,
};

const EXTRACTION = JSON.stringify({
  type: "object",
  properties: { mood: { type: "string" }, themes: { type: "array", items: { type: "string" } } },
  required: ["mood", "themes"],
});

const WORDS = "one two three four five six seven ".repeat(5).trim();

Deno.test("text shows answers under their person, in 80 columns, with what followed and was extracted", async () => {
  await using loop = startLoopback({
    answer: ({ schema, messages }) => {
      if (schema === null) return messages.length > 1 ? "Nothing." : `First.\n${WORDS}`;
      const isExtraction = "mood" in Object(schema.properties);
      return { data: isExtraction ? { mood: "glad", themes: ["x", "y"] } : { answer: ["a", "b"] } };
    },
  });
  await using files = await filed(FILES);
  const { code, out, err } = await panelRun([
    ...["--personas", files.at("maya.yaml"), "--instrument", files.at("talk.yaml")],
    ...["--model", "gemini-2.5-flash", "--extract-schema", EXTRACTION, "--no-synthesis"],
  ], loop);
  assert.equal(code, 0, err);
  const rule = "─".repeat(60 - "Maya Chen (gemini-2.5-flash)".length);
  const words = "one two three four five six seven";
  assert.ok(
    out.startsWith([
      "",
      `── Maya Chen (gemini-2.5-flash) ${rule}`,
      "why: First.",
      `  ${words} ${words} one two`,
      `  three four five six seven ${words} one two three`,
      "  four five six seven",
      "  extracted: mood glad; themes x, y",
      "  ↳ And then? Nothing.",
      "  ↳ Never: [not asked: it is never asked]",
      "picks: a, b",
      "",
      "",
    ].join("\n")),
    out,
  );
  assert.ok(out.split("\n").every((line) => line.length <= 80), out);
});

Deno.test("text tells repeats apart, and how far variants agree", async () => {
  await using loop = startLoopback({ answer: heard().answer });
  await using files = await filed({
    ...FILES,
    "one.yaml": "questions: [{ key: q, text: Q?, response_schema: { type: yes_no } }]",
  });
  const args = ["--personas", files.at("maya.yaml"), "--instrument", files.at("one.yaml")];
  const repeated = await panelRun([...args, "--model", "haiku", "--samples", "2"], loop);
  assert.match(
    repeated.out,
    /── Maya Chen \(haiku, time 1 of 2\) ─+\nq: (yes|no)\n\n── Maya Chen \(haiku, time 2/,
  );
  const varied = await panelRun([...args, "--model", "haiku", "--variants", "2"], loop);
  assert.match(
    varied.out,
    /\nhow far the variants of one persona agree, .*\n {2}q {2}(50|100) % {2}1 (sensitive|robust)\n/,
  );
  assert.match(
    varied.out,
    /\ncost by model +calls +tokens +panelists +summing up +total\nhaiku +5 /,
  );
});
