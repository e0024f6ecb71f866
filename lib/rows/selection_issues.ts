import { type SelectionRow } from "./event_row.ts";

/** What is wrong with how the parts of a selection fit together: where, and what must be the case. */
export interface SelectionIssue {
  readonly path: readonly string[];
  readonly message: string;
}

/** What the toolkit records in the traces of a selection. */
export interface SelectionTraces {
  /** What was asked for, in order: the row's `selected_product_ids` once more. */
  readonly requested_product_ids?: readonly string[] | undefined;
  /** What was evaluated, in order. */
  readonly executed_product_ids?: readonly string[] | undefined;
  /** What was asked for and not evaluated. */
  readonly dropped_product_ids?: readonly string[] | undefined;
  /** What was evaluated though it was not shown, where the rules allow that. */
  readonly unshown_product_ids?: readonly string[] | undefined;
  /** The order in which the panelist saw the choice set: places in it. */
  readonly shown_order?: readonly number[] | undefined;
}

/**
 * What is wrong with how the parts of a selection fit together. What is evaluated was shown, or is named in
 * `unshown_product_ids` and was asked for; what was asked for was evaluated or dropped, and nothing is both.
 */
export function selectionIssues({ traces, ...shown }: SelectionParts): SelectionIssue[] {
  if (traces == null) return [];
  return CHECKS.flatMap(([key, check]) => {
    const message = check(shown, traces);
    return message === undefined ? [] : [{ path: ["traces", key], message }];
  });
}

/** The parts of a selection that must fit together. */
export interface SelectionParts extends Pick<SelectionRow, "choice_set" | "selected_product_ids"> {
  readonly traces?: SelectionTraces | null | undefined;
}

type Check = (shown: Omit<SelectionParts, "traces">, traces: SelectionTraces) => string | undefined;

const NONE: readonly string[] = [];

const CHECKS: readonly (readonly [keyof SelectionTraces, Check])[] = [
  ["executed_product_ids", ({ choice_set }, traces) => {
    const { executed_product_ids: executed = NONE, unshown_product_ids: unshown = NONE } = traces;
    const [isShown, isNamed] = [among(choice_set), among(unshown)];
    const id = executed.find((id) => !isShown(id) && !isNamed(id));
    return said(id, "must be among the choice set", "was not shown");
  }],
  ["executed_product_ids", ({ selected_product_ids }, traces) => {
    if (traces.executed_product_ids === undefined) return undefined;
    const isExecuted = among(traces.executed_product_ids);
    const isDropped = among(traces.dropped_product_ids ?? NONE);
    const id = selected_product_ids.find((id) => !isExecuted(id) && !isDropped(id));
    return said(id, "must hold what was asked for and not dropped", "is in neither list");
  }],
  ["dropped_product_ids", (_, { executed_product_ids = NONE, dropped_product_ids = NONE }) => {
    const id = dropped_product_ids.find(among(executed_product_ids));
    return said(id, "must not be executed too", "is both");
  }],
  ["dropped_product_ids", ({ selected_product_ids }, { dropped_product_ids: dropped = NONE }) => {
    const isAsked = among(selected_product_ids);
    const id = dropped.find((id) => !isAsked(id));
    return said(id, "must be among the selected", "was not asked for");
  }],
  ["unshown_product_ids", ({ choice_set, selected_product_ids }, traces) => {
    const { executed_product_ids: executed = NONE, unshown_product_ids: unshown = NONE } = traces;
    const [isShown, isExecuted] = [among(choice_set), among(executed)];
    const isAsked = among(selected_product_ids);
    const id = unshown.find((id) => isShown(id) || !isExecuted(id) || !isAsked(id));
    return said(id, "must name what was asked for and evaluated without being shown", "was not");
  }],
  ["requested_product_ids", ({ selected_product_ids: asked }, { requested_product_ids: said }) => {
    const isSame = said === undefined ||
      said.length === asked.length && said.every((id, place) => id === asked[place]);
    return isSame ? undefined : "must be what selected_product_ids says";
  }],
  ["shown_order", ({ choice_set: { length } }, { shown_order: order }) => {
    const isOrder = order === undefined || order.length === length &&
        new Set(order).size === length && order.every((place) => place < length);
    return isOrder ? undefined : `must hold each place of the choice set, from 0, once`;
  }],
];

/** Whether an id is in a list: a short one is looked through, a long one is not, again and again. */
function among(ids: readonly string[]): (id: string) => boolean {
  if (ids.length < 32) return (id) => ids.includes(id);
  let set: ReadonlySet<string> | undefined;
  return (id) => (set ??= new Set(ids)).has(id);
}

function said(id: string | undefined, wanted: string, found: string): string | undefined {
  return id === undefined ? undefined : `${wanted}: ${JSON.stringify(id)} ${found}`;
}
