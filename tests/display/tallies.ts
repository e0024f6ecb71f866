import { type Tallied, type Tally } from "../../lib/analysis/tally.ts";
import { choice, type Row } from "../../mod.ts";
import { answered, asked, CONTEXT, tallyRows, without } from "../analysis/rows.ts";

export const NOTICE = "simulated respondents, not a language model";
export const ATTACK = "<script>alert(1)</script>";

/** The tally of these rows, with the notice of simulated respondents. */
export function tallyOf(question: Tallied, rows: readonly Row[], label?: string): Tally {
  const context = { ...CONTEXT, notice: NOTICE };
  return tallyRows(rows, question, label === undefined ? context : { ...context, label });
}

/** Ten answers, seven of them pro, and three panelists without one. */
export function tiers(label?: string): Tally {
  const said = [...Array(3).fill("free"), ...Array(7).fill("pro")];
  const rows = [...answered(said), ...without("refused", 2), ...without("failed", 1)];
  return tallyOf(asked(choice("Which tier?", ["free", "pro", "team"])), rows, label);
}

/** A tally whose every text is an attack. */
export function attacked(): Tally {
  const question = choice(`${ATTACK} & "Which" 'tier'?\u0007\u001b[31m`, [ATTACK, "\u0001\"'"]);
  return tallyOf(asked(question), answered([ATTACK]), ATTACK);
}
