import assert from "node:assert/strict";
import { matchOption } from "../../lib/instruments/match_option.ts";

const PLACES = ["Remote", "Hybrid 3 days", "Hybrid 3"];
const YES_NO = ["Yes", "No"];

/** Asserts which option each answer is matched to. */
function assertMatches(
  options: readonly string[],
  answers: Readonly<Record<string, string | undefined>>,
): void {
  for (const [answer, option] of Object.entries(answers)) {
    assert.equal(matchOption(answer, options), option, `"${answer}"`);
  }
}

// Case H6 of the specification.
Deno.test("matchOption() takes what equals, contains or begins an option, the longest first", () => {
  assertMatches(PLACES, {
    "hybrid 3 days": "Hybrid 3 days",
    "I'd go with hybrid 3 days please": "Hybrid 3 days",
    hyb: "Hybrid 3 days",
    zzz: undefined,
  });
});

Deno.test("matchOption() takes an option that equals the answer before one that contains it", () => {
  assertMatches(PLACES, { " HYBRID 3 ": "Hybrid 3", "Hybrid 3.": "Hybrid 3" });
  assertMatches(["a", "A"], { A: "A", a: "a", " a": "a" });
  assertMatches(["ab", "AB"], { Ab: undefined });
});

Deno.test("matchOption() finds options as whole words only", () => {
  assertMatches(YES_NO, {
    "I do not know": undefined,
    "nope": undefined,
    "yesterday": undefined,
    "YES, certainly": "Yes",
    "My answer is no.": "No",
  });
  assertMatches(["Free", "Paid"], {
    "It has to be sugar-free": undefined,
    "free!": "Free",
    "freedom": undefined,
    "- free": "Free",
  });
  assertMatches(["3", "10", "$10,000"], {
    "I would pay 3.5": undefined,
    "about $10,000": "$10,000",
    "10, I think": "10",
  });
  assertMatches(["C", "C++"], { "C++ of course": "C++", "I write C": "C" });
});

Deno.test("matchOption() matches silence to nothing", () => {
  assertMatches(PLACES, { "": undefined, " \n": undefined, "...": undefined });
  assertMatches(["", "Remote"], { "": undefined, "x": undefined });
  assert.equal(matchOption("Remote", []), undefined);
});

Deno.test("matchOption() does not take an option that is negated", () => {
  const negated = [
    "Not remote",
    "I'd never pick remote",
    "anything but remote",
    "I don’t think I would want to work remote",
    "I would take whatever they offer instead of remote",
    "neither remote nor the rest",
    "no remote",
    "Remote isn't for me",
    "Remote sounds fine, but I would never choose remote",
    "not hybrid 3 days",
  ];
  assertMatches(PLACES, Object.fromEntries(negated.map((answer) => [answer, undefined])));
});

Deno.test("matchOption() takes the option beside a negated one", () => {
  assertMatches(PLACES, {
    "Not remote, hybrid 3": "Hybrid 3",
    "I would not go remote but hybrid 3 days": "Hybrid 3 days",
    "Hybrid 3 days rather than remote": "Hybrid 3 days",
    "I do not like trains, so remote": "Remote",
    "I don't own a car and I would work remote": "Remote",
    "nothing but remote": "Remote",
    "It is not only cheap to be remote": "Remote",
  });
  assertMatches(["Sure", "Not sure"], { "I am not sure yet": "Not sure" });
});

Deno.test("matchOption() takes neither of two options that are both named", () => {
  assertMatches(PLACES, {
    "Remote or hybrid 3": undefined,
    "Hybrid 3, perhaps even hybrid 3 days": "Hybrid 3 days",
  });
  assertMatches(YES_NO, { "yes and no": undefined });
  assertMatches(["Remote", "Remodel"], { rem: undefined, remo: undefined, remot: "Remote" });
});

Deno.test("matchOption() knows the no that is an answer from the one in 'no idea'", () => {
  assertMatches(YES_NO, {
    "I have no idea": undefined,
    "no preference either way": undefined,
    "Yes, no doubt": "Yes",
    "No, not at all": "No",
    "no thanks": "No",
    "I'd say no because it costs too much": "No",
    "I can't say no": undefined,
  });
});

Deno.test("matchOption() needs three letters to begin a word of an option", () => {
  assertMatches(PLACES, {
    hy: undefined,
    day: "Hybrid 3 days",
    "3 d": undefined,
    ybrid: undefined,
  });
  assertMatches(["Remote", "Not remote at all"], { "not remote": "Not remote at all" });
});

Deno.test("matchOption() reads all scripts, widths and ways to write a letter", () => {
  assertMatches(["Café", "Büro"], {
    "CAFE\u0301": "Café",
    "im büro": "Büro",
    "bürokratie": undefined,
  });
  assertMatches(["リモート", "オフィス"], { "リモートがいい": "リモート" });
  assertMatches(["удалённо"], { "Лучше удалённо, чем так": "удалённо", "неудалённо": undefined });
  assertMatches(["3 days"], { "３　ｄａｙｓ": "3 days" });
});
