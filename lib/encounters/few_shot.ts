import { type Stream } from "../random/stream.ts";
import { type Schema } from "../instruments/shape.ts";
import { drawValue, type Lot } from "./draw_value.ts";
import { type Example } from "./prompting.ts";

const TOKENS: ReadonlyMap<string, number> = new Map([
  ["__FIRST_SHOWN__", 0],
  ["__SECOND_SHOWN_IF_AVAILABLE__", 1],
  ["__THIRD_SHOWN_IF_AVAILABLE__", 2],
]);

/** A product among those shown: what it is called to the panelist, and its id. */
export interface Shown {
  readonly id: string;
  readonly handle: string;
}

const FICTIONAL: Example = {
  intro: "Here is an example from another shelf, where a melon, a pear and a plum were shown:",
  response: { selected_product_ids: ["plum", "melon"] },
};

/**
 * The block of a selection's prompt that shows an example. One of the study's own names products that are
 * shown, by id or by a token for their place; what is not shown is left out of it. The built-in one is
 * about things that are not for choice, so that it favours none.
 *
 * @param shown The products in the order in which the panelist sees them.
 *
 * @example
 * ```ts
 * import { selectionExample } from "./few_shot.ts";
 *
 * const example = { response: { selected_product_ids: ["__SECOND_SHOWN_IF_AVAILABLE__", "x"] } };
 * const shown = [{ id: "a", handle: "Ale" }, { id: "b", handle: "Bock" }];
 * if (!selectionExample(example, shown).endsWith('{"selected_product_ids":["Bock"]}')) throw new Error();
 * ```
 */
export function selectionExample(example: Example | null, shown: readonly Shown[]): string {
  if (example === null) return block(FICTIONAL.intro, FICTIONAL.response);
  const { selected_product_ids: wanted, traces, ...rest } = example.response;
  const list = Array.isArray(wanted) ? wanted : [];
  const handles = list.flatMap((id) => {
    const token = TOKENS.get(String(id));
    const found = token === undefined ? shown.find((one) => one.id === id) : shown[token];
    return found === undefined ? [] : [found.handle];
  });
  return block(example.intro, {
    ...(isObject(traces) ? { traces } : {}),
    ...rest,
    selected_product_ids: [...new Set(handles)],
  });
}

/**
 * The block of a questionnaire's prompt that shows an example: the study's own, or one with values drawn
 * for this prompt, so that over the panel it favours none.
 */
export function outcomeExample(
  example: Example | null,
  schema: Schema,
  random: Stream,
): string {
  if (example === null) {
    const intro =
      "Here is an example of the form; its values are drawn at random and mean nothing:";
    return block(intro, drawValue(schema, tenths(random)));
  }
  const { outcomes, traces } = example.response;
  return block(example.intro, {
    outcomes: isObject(outcomes) ? outcomes : {},
    ...(isObject(traces) ? { traces } : {}),
  });
}

function tenths(random: Stream): Lot {
  return { integer: (bound) => random.integer(bound), fraction: () => random.integer(11) / 10 };
}

function block(intro: string | undefined, response: unknown): string {
  return `${intro ?? "Here is an example of a reply:"}\n${JSON.stringify(response)}`;
}

function isObject(value: unknown): value is Schema {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
