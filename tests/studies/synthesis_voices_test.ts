import assert from "node:assert/strict";
import { lineOf, questionLines, voicesOf } from "../../lib/studies/synthesis_voices.ts";
import { type SynthesisMaterial } from "../../lib/studies/synthesis_voices.ts";
import { material, question, row } from "./synthesis_desk.ts";

/** What each panelist says, as it is sent. */
function linesOf(said: SynthesisMaterial): unknown[] {
  return voicesOf(said).map((voice) => JSON.parse(lineOf(voice, said.questions) ?? "null"));
}

Deno.test("voicesOf() lets only answers in", () => {
  const statuses = ["refused", "unparsable", "failed", "skipped", "late"] as const;
  const rows = [
    row({ answer: "an opinion" }),
    ...statuses.map((status, place) =>
      row({ panelist: `p${place + 1}`, status, answer: null, text: "no opinion", error: "401" })
    ),
    row({ panelist: "p9", answer: "too late", afterStop: true }),
  ];
  assert.deepEqual(linesOf(material(rows)), [
    { panelist: "P0", answers: [{ question: "q", answer: "an opinion" }] },
  ]);
});

Deno.test("voicesOf() puts follow-ups under the answer that they follow", () => {
  const rows = [
    row({ question: "tier", answer: "pro" }),
    row({ question: "tier/1", answer: "It is cheap." }),
    row({ question: "tier/2", status: "skipped", answer: null }),
    row({ question: "why", answer: "Because." }),
  ];
  const questions = [question("tier", "Tier?", "Why?", "Sure?"), question("why", "Why?")];
  assert.deepEqual(linesOf(material(rows, questions)), [{
    panelist: "P0",
    answers: [
      {
        question: "tier",
        answer: "pro",
        follow_ups: [{ question: "tier/1", answer: "It is cheap." }],
      },
      { question: "why", answer: "Because." },
    ],
  }]);
  assert.deepEqual(questionLines(questions).map((line) => JSON.parse(line)), [
    { question: "tier", text: "Tier?" },
    { question: "tier/1", follow_up_to: "tier", text: "Why?" },
    { question: "tier/2", follow_up_to: "tier", text: "Sure?" },
    { question: "why", text: "Why?" },
  ]);
});

Deno.test("voicesOf() gives data as data, and what was extracted with it", () => {
  const rows = [row({ answer: { mood: "good" }, extraction: { themes: ["price"] } })];
  assert.deepEqual(linesOf(material(rows)), [{
    panelist: "P0",
    answers: [{ question: "q", answer: { mood: "good" }, extraction: { themes: ["price"] } }],
  }]);
});

Deno.test("voicesOf() says who a panelist is and keeps people of one name apart", () => {
  const rows = [
    row({ panelist: "a" }),
    row({ panelist: "b", arm: "haiku" }),
    row({ panelist: "b", arm: "sonnet" }),
    row({ panelist: "c" }),
  ];
  const describe = (id: string) =>
    id === "b"
      ? { name: "Derek", occupation: "cook", traits: ["calm"] }
      : { name: "Maya", traits: [] };
  const people = voicesOf(material(rows, undefined, describe)).map(({ panelist }) => panelist);
  assert.deepEqual(people, [
    { panelist: "Maya #1" },
    { panelist: "Derek (haiku)", occupation: "cook", traits: ["calm"] },
    { panelist: "Derek (sonnet)", occupation: "cook", traits: ["calm"] },
    { panelist: "Maya #2" },
  ]);
});

Deno.test("voicesOf() keeps the answers of each repeat, and the order of the questions", () => {
  const rows = [
    row({ question: "b", answer: 1 }),
    row({ question: "a", answer: 2 }),
    row({ question: "b", answer: 3, repeat: 1 }),
    row({ question: "stranger", answer: 4 }),
  ];
  const [line] = linesOf(material(rows, [question("a", "A?"), question("b", "B?")]));
  assert.deepEqual(Object(line).answers, [
    { question: "a", answer: 2 },
    { question: "b", answer: 1 },
    { question: "b", answer: 3 },
  ]);
});
