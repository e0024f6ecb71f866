import { REASONING } from "./compiled_questionnaire.ts";
import { selectionExample } from "./few_shot.ts";
import { type Product } from "./product.ts";
import { thinksFirst } from "./prompting.ts";
import { type CompiledSelection, type Selections } from "./selections.ts";

/** How a choice is shown to one panelist. */
export interface Showing {
  /** The order shown, as places in the choice set. */
  readonly order: readonly number[];
  /** What the panelist remembers, in words. */
  readonly memory: string;
}

/** The words that put a choice to one panelist: what there is, in the order shown, and how to reply. */
export function selectionWording(
  selections: Selections,
  { question, products, allowEmpty }: CompiledSelection,
  { order, memory }: Showing,
): string {
  const { strategy, settings } = selections.plan;
  const shown = order.flatMap((place) => products[place] ?? []);
  const listed = shown.map((product, place) =>
    `${place + 1}. ${
      blockOf(product, selections.handle(product.id), settings.includeFeatures ?? true)
    }`
  );
  const handles = shown.map(({ id }) => ({ id, handle: selections.handle(id) }));
  const most = settings.maxSelectedSoft ?? null;
  return [
    memory,
    "These products are there to take, in no particular order:",
    listed.join("\n\n"),
    thinksFirst(strategy) ? THINKING : "",
    strategy === "few_shot" ? selectionExample(settings.example ?? null, handles) : "",
    [
      question.question.text,
      "Name them as they are named above, the most wanted first.",
      allowEmpty ? "An empty list means that you take none." : "Take at least one.",
      most === null ? "" : `Best take no more than ${most}.`,
    ].filter((part) => part !== "").join(" "),
    formText(thinksFirst(strategy), settings.requireJsonOnly ?? true),
  ].filter((part) => part !== "").join("\n\n");
}

const THINKING = [
  "Before you choose, think it through:",
  "- what you want and need now;",
  "- how each product does on that;",
  "- which you would really take.",
  `Put your thoughts into traces.${REASONING}.`,
].join("\n");

function blockOf(
  { text = "", attributes = {} }: Product,
  handle: string,
  features: boolean,
): string {
  const known = features && Object.keys(attributes).length > 0 ? JSON.stringify(attributes) : "";
  return [handle, text.trim(), known].filter((part) => part !== "").join("\n   ");
}

function formText(thinks: boolean, jsonOnly: boolean): string {
  const thought = thinks ? `"traces": {"${REASONING}": "…"}, ` : "";
  const alone = jsonOnly ? " and nothing else" : "";
  return `Reply with one JSON object${alone}, in this form: {${thought}"selected_product_ids": […]}`;
}
