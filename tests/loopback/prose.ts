import { fork, pick } from "./chance.ts";

/** Some plain sentences; the same ones for the same state. */
export function sentences(state: number, count = 2): string {
  const made: string[] = [];
  for (let at = 0; at < count; at++) made.push(sentence(fork(state, String(at))));
  return made.join(" ");
}

/** A few plain words. */
export function words(state: number): string {
  return `${pick(fork(state, "quality"), qualities)} ${pick(fork(state, "thing"), things)}`;
}

function sentence(state: number): string {
  const opening = pick(fork(state, "opening"), openings);
  const verb = pick(fork(state, "verb"), verbs);
  return `${opening} ${verb} ${words(state)}.`;
}

const openings = ["Honestly, I", "On most days I", "At the moment I", "For my part I", "I still"];
const verbs = ["prefer", "look for", "do not need", "would pay for", "keep coming back to"];
const qualities = ["a simple", "a cheaper", "a familiar", "a better", "a quieter", "some other"];
const things = ["choice", "plan", "option", "way", "brand", "offer", "answer"];
