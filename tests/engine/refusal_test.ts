import assert from "node:assert/strict";
import { isRefusal } from "../../lib/engine/refusal.ts";

const REFUSALS = [
  "I'm sorry, but I can't help with that.",
  "I’m sorry, but I can’t assist with this request.",
  "I am very sorry but I cannot help you with that",
  "Sorry, I can't help with your request.",
  "Sorry, but I am unable to assist.",
  "I apologize, but I cannot fulfill this request.",
  "I'm sorry, I can't help you.",
  "Unfortunately, I cannot comply with this.",
  "I can't help with that.",
  "I cannot assist with that",
  "  I won't role-play as this person.",
  "I can't roleplay a real person.",
  "I cannot take part in this survey.",
  "I'm not able to participate in this.",
  "I am not able to answer that question.",
  "I cannot answer this.",
  "I can't discuss that topic.",
  "I can't pretend to be someone.",
  "As an AI language model, I do not have preferences.",
  "As an AI, I have no opinion.",
  "As an AI assistant developed by Example Corp, I cannot buy beer.",
  "I'm sorry, but as an AI I don't drink.",
  "I would rather not say.",
  "I'd rather not answer that.",
  "I would prefer not to say",
  "i'd prefer not to answer this question.",
];

const ANSWERS = [
  "",
  "The free one.",
  "I'm sorry, but I would never pay that much.",
  "I'm sorry, but I think the free tier is enough.",
  "I'm so sorry, I missed the first part; the free tier.",
  "Sorry, I can't afford it.",
  "Unfortunately, I cannot drive any more, so I would not use it.",
  "I can't say that the price would stop me.",
  "I can't help but wonder who pays for it.",
  "I can't help with the housework any more since my accident.",
  "I cannot answer for my wife, but I would buy it.",
  "I won't take part in raffles, but I like discounts.",
  "As an AI engineer, I use such tools all day.",
  "As an AI researcher I know what they cost.",
  "As an aide in a nursing home I see it daily.",
  "I would rather not say goodbye to my old phone.",
  "I'd rather not answer emails on weekends, so yes.",
  "I would rather buy the cheaper one.",
  "They told me: I can't help with that.",
  "My son says I'm sorry, but I can't help with that all the time.",
];

Deno.test("isRefusal() knows a refusal by its opening words", () => {
  for (const text of REFUSALS) assert.ok(isRefusal(text), text);
});

Deno.test("isRefusal() leaves answers alone that only sound like one", () => {
  for (const text of ANSWERS) assert.ok(!isRefusal(text), text);
});

Deno.test("isRefusal() is quick with long texts", () => {
  assert.ok(!isRefusal(`I'm sorry, but ${"I think that ".repeat(100_000)}`));
  assert.ok(isRefusal(`I can't help with that. ${"Really. ".repeat(100_000)}`));
});
