import { type Row } from "../rows/row.ts";
import { summedCost } from "./summed_usage.ts";
import { type Wording, type Wordings } from "./wordings.ts";

/** The rows of one round as the envelope lists them: a panelist after the other, with what they said. */
export function panelistResults(rows: readonly Row[], wordings: Wordings): unknown[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.panelist, row.arm, row.repeat]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].map((group) => panelistJson(group, wordings));
}

function panelistJson(rows: readonly Row[], wordings: Wordings): Record<string, unknown> {
  const [first] = rows;
  const errors = rows.map(({ error }) => error).filter((error) => error !== null);
  const isLost = rows.every(({ status }) => status === "failed");
  return {
    panelist: first?.panelist,
    persona: first?.persona,
    model: first?.model,
    ...(first?.arm === null ? {} : { arm: first?.arm }),
    ...(first?.drift === undefined ? {} : { drift: first.drift }),
    ...(first?.repeat === 0 ? {} : { repeat: first?.repeat }),
    responses: rows.map((row) => responseJson(row, wordings.get(row.question))),
    usage: {
      input_tokens: rows.reduce((sum, { tokensIn }) => sum + tokensIn, 0),
      output_tokens: rows.reduce((sum, { tokensOut }) => sum + tokensOut, 0),
    },
    cost: summedCost(rows),
    error: isLost ? errors[0] ?? null : null,
  };
}

function responseJson(row: Row, wording: Wording | undefined): Record<string, unknown> {
  const { status, error } = row;
  return {
    question: wording?.text ?? row.question,
    key: row.question,
    kind: row.kind,
    turn: row.turn,
    status,
    ...(wording?.followUpTo === undefined
      ? {}
      : { follow_up: true, follow_up_to: wording.followUpTo }),
    response: row.answer,
    category: row.category,
    order: row.order,
    ...(row.extraction === null ? {} : { extraction: row.extraction }),
    // What could not be read is kept as it was said; an answer stands under "response" already.
    ...(status === "ok" ? {} : { text: row.text, error }),
    ...(status === "ok" && error !== null ? { extraction: null, extraction_error: error } : {}),
  };
}
