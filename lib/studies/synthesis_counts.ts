import { type PanelCounts } from "../models/simulated_synthesis.ts";
import { type SynthesisQuestion, type Voice } from "./synthesis_voices.ts";

/** How often each option was chosen, question by question: what a simulated model sums up. */
export function countsOf(
  voices: readonly Voice[],
  questions: readonly SynthesisQuestion[],
): PanelCounts {
  return {
    questions: questions.map(({ key, text }) => {
      const said = voices.flatMap((voice) => voice.said.get(key) ?? []);
      // A map, because an option may have any name, even one that every object knows.
      const counts = new Map<string, number>();
      for (const option of said.flatMap(({ categories }) => categories)) {
        counts.set(option, (counts.get(option) ?? 0) + 1);
      }
      return { key, text, answers: said.length, counts: Object.fromEntries(counts) };
    }),
  };
}
