import { type CompiledQuestion } from "../instruments/compiled.ts";
import { type Message } from "../models/model.ts";
import { type Row } from "../rows/row.ts";

/** What answered questions leave in the conversation: plain words, without the machinery of forms. */
export function turnsOf(
  rows: readonly Row[],
  words: ReadonlyMap<string, CompiledQuestion>,
): Message[] {
  return rows.filter(({ status }) => status === "ok").flatMap((row): Message[] => {
    const question = words.get(row.question);
    if (question === undefined) return [];
    return [
      { role: "user", content: question.wording(row.order) },
      { role: "assistant", content: question.said(row.answer) },
    ];
  });
}
