import { type Row } from "../rows/row.ts";
import { summedCost } from "./summed_usage.ts";
import { type Wording, type Wordings } from "./wordings.ts";

/**
 * The rows of a round as the envelope lists them: a panelist after the other, with what they said.
 *
 * @param rows In panel order: those of one conversation follow each other.
 */
export function* panelistResults(
  rows: Iterable<Row>,
  round: string,
  wordings: Wordings,
): Generator<unknown> {
  for (const conversation of conversations(rows)) {
    if (conversation[0].round === round) yield panelistJson(conversation, wordings);
  }
}

type Conversation = [Row, ...Row[]];

/** What one panelist said to one model in one round, one conversation at a time. */
function* conversations(rows: Iterable<Row>): Generator<Conversation> {
  let under: Conversation | undefined;
  for (const row of rows) {
    if (row.afterStop) continue;
    if (under !== undefined && isOneConversation(under[0], row)) under.push(row);
    else {
      if (under !== undefined) yield under;
      under = [row];
    }
  }
  if (under !== undefined) yield under;
}

function isOneConversation(one: Row, other: Row): boolean {
  return one.panelist === other.panelist && one.arm === other.arm &&
    one.repeat === other.repeat && one.round === other.round;
}

function panelistJson(rows: Conversation, wordings: Wordings): Record<string, unknown> {
  const [{ panelist, persona, model, arm, repeat, drift }] = rows;
  const errors = rows.map(({ error }) => error).filter((error) => error !== null);
  const isLost = rows.every(({ status }) => status === "failed");
  return {
    ...{ panelist, persona, model },
    ...(arm === null ? {} : { arm }),
    ...(drift === undefined ? {} : { drift }),
    ...(repeat === 0 ? {} : { repeat }),
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
