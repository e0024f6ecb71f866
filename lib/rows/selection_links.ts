import { type EvaluationRow, type SelectionRow } from "./event_row.ts";
import { IdIndex } from "./id_index.ts";

/** What is wrong with how an evaluation and its selection fit together, and where that is said. */
export interface LinkIssue {
  readonly line: number;
  readonly path: string;
  readonly message: string;
}

/**
 * Holds evaluations against the selections that they follow from. A selection is forgotten once everything
 * it executed has its row, so that a file in the order in which it was generated needs no memory but for
 * the index of ids; what comes before its selection waits for it.
 */
export class SelectionLinks {
  readonly #ids: IdIndex;
  readonly #open = new Map<string, Open>();
  readonly #waiting = new Map<string, Linked[]>();

  /** @param ids The lines of all event ids, each taken before its row comes here. */
  constructor(ids: IdIndex) {
    this.#ids = ids;
  }

  /** Takes a selection; returns what is wrong with it, and with what waited for it. */
  select(row: SelectionRow, line: number): LinkIssue[] {
    const { event_id, panelist_id, t } = row;
    const first = this.#ids.add(`selection ${t} ${panelist_id}`, line);
    const issues = first === 0 ? [] : [{
      line,
      path: "$.t",
      message: `must have one selection of ${said(panelist_id)} only: line ${first} has another`,
    }];
    const executed = row.traces?.executed_product_ids;
    // The row was checked: where there is a list, it is of texts.
    const awaited = Array.isArray(executed) ? new Set<string>(executed) : null;
    if (awaited === null) this.#ids.add(unrecorded(event_id, row), line);
    else if (awaited.size > 0) this.#open.set(event_id, { panelist_id, t, line, awaited });
    const waiting = this.#waiting.get(event_id) ?? [];
    this.#waiting.delete(event_id);
    return [...issues, ...waiting.flatMap((one) => this.#link(one))];
  }

  /** Takes an evaluation; returns what is wrong with its link. */
  evaluate(row: EvaluationRow, line: number): LinkIssue[] {
    const { selection_id, panelist_id, product_id, t } = row;
    if (selection_id == null) return [];
    const linked = { selection_id, panelist_id, product_id, t, line };
    if (this.#open.has(selection_id) || this.#ids.lineOf(selection_id) !== 0) {
      return this.#link(linked);
    }
    const waiting = this.#waiting.get(selection_id) ?? [];
    this.#waiting.set(selection_id, waiting);
    waiting.push(linked);
    return [];
  }

  /** What is wrong at the end: evaluations without a selection, and executed products without a row. */
  finish(): LinkIssue[] {
    const dangling = [...this.#waiting].flatMap(([selection, all]) =>
      all.map(({ line }) => ({
        line,
        path: "$.selection_id",
        message: `must be the id of a selection: there is no ${said(selection)}`,
      }))
    );
    const unmet = [...this.#open.values()].flatMap(({ line, awaited }) =>
      [...awaited].map((product) => ({
        line,
        path: "$.traces.executed_product_ids",
        message: `must have an evaluation each: ${said(product)} has none`,
      }))
    );
    return [...dangling, ...unmet];
  }

  #link({ selection_id, line, ...of }: Linked): LinkIssue[] {
    const open = this.#open.get(selection_id);
    const message = open === undefined ? this.#whyClosed(selection_id, of) : whyNot(open, of);
    if (message !== undefined) return [{ line, path: "$.selection_id", message }];
    open?.awaited.delete(of.product_id);
    if (open?.awaited.size === 0) this.#open.delete(selection_id);
    return [];
  }

  /** Why a selection that is not open does not have this evaluation; undefined where it may have it. */
  #whyClosed(selection: string, of: Evaluated): string | undefined {
    if (this.#ids.lineOf(unrecorded(selection, of)) !== 0) return undefined;
    return `must be that of a selection by ${said(of.panelist_id)} at t = ${of.t} that executed ` +
      `${said(of.product_id)} and has no other row of it: line ${
        this.#ids.lineOf(selection)
      } is not one`;
  }
}

type Evaluated = Pick<EvaluationRow, "panelist_id" | "product_id" | "t">;

interface Linked extends Evaluated {
  readonly selection_id: string;
  readonly line: number;
}

interface Open {
  readonly panelist_id: string;
  readonly t: number;
  readonly line: number;
  /** The executed products that have no row yet. */
  readonly awaited: Set<string>;
}

function whyNot(open: Open, { panelist_id, product_id, t }: Evaluated): string | undefined {
  if (open.panelist_id !== panelist_id || open.t !== t) {
    return `must be that of a selection by ${said(panelist_id)} at t = ${t}: that on line ` +
      `${open.line} is by ${said(open.panelist_id)} at t = ${open.t}`;
  }
  if (open.awaited.has(product_id)) return undefined;
  return `must be that of a selection that executed ${
    said(product_id)
  } and has no other row of it: ` +
    `that on line ${open.line} is not one`;
}

/** What stands in the index for a selection that does not say what was executed. */
function unrecorded(
  id: string,
  { panelist_id, t }: Pick<EvaluationRow, "panelist_id" | "t">,
): string {
  return `unrecorded ${JSON.stringify([id, panelist_id, t])}`;
}

function said(text: string): string {
  return JSON.stringify(text);
}
