import { fingerprint } from "../rows/fingerprint.ts";
import { type Prepared } from "./prepare.ts";

/** The fingerprint of everything that is put in words. */
export function promptsHash({ sections, words, instrument, parts: { plan } }: Prepared): string {
  return fingerprint({
    prompts: sections.prompts,
    template: plan.template ?? instrument.systemPromptTemplate ?? null,
    questions: [...words].map(([key, question]) => {
      return { key, words: question.wording(null), options: question.options };
    }),
    synthesis: plan.synthesis?.prompt ?? null,
  });
}
