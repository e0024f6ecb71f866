import { CompiledQuestion } from "../instruments/compiled.ts";
import { OPEN_TOKENS } from "../instruments/kind.ts";
import { pick } from "../instruments/pick.ts";
import { type Schema } from "../instruments/shape.ts";
import { REASONING } from "./compiled_questionnaire.ts";
import { handlesOf } from "./handles.ts";
import { type SelectionExposure } from "./policy.ts";
import { type Product } from "./product.ts";
import { type PromptingStrategy, thinksFirst } from "./prompting.ts";
import { type SelectionSettings } from "./selection_settings.ts";

/** What selections are made of, the same for a whole study. */
export interface SelectionPlan {
  /** All products, in the order of their file. */
  readonly products: readonly Product[];
  /** How panelists are spoken to. */
  readonly strategy: PromptingStrategy;
  /** How products are put to choice. */
  readonly settings: SelectionSettings;
  /** Whether the prompt lets the panelist take nothing; the policy's word where it is undefined. */
  readonly allowEmpty?: boolean | undefined;
}

/** A choice among products made ready: the pick question, and the form of its reply. */
export interface CompiledSelection {
  readonly question: CompiledQuestion;
  readonly products: readonly Product[];
  readonly allowEmpty: boolean;
  readonly schema: Schema;
  readonly maxTokens: number;
}

// Where everybody is shown everything there is one; of drawn samples not all can be kept.
const MOST_KEPT = 1000;

/** The selections of a study: each choice set is a pick question, made once. */
export class Selections {
  readonly plan: SelectionPlan;
  readonly #handles: ReadonlyMap<string, string>;
  readonly #products: ReadonlyMap<string, Product>;
  readonly #made = new Map<string, CompiledSelection>();

  constructor(plan: SelectionPlan) {
    this.plan = plan;
    this.#handles = handlesOf(plan.products);
    this.#products = new Map(plan.products.map((product) => [product.id, product]));
  }

  /** What a product is called to panelists. */
  handle(id: string): string {
    return this.#handles.get(id) ?? id;
  }

  /** The question that a choice puts. */
  compiled(
    { choiceSet, order = "random", allowEmpty: byPolicy = true }: SelectionExposure,
  ): CompiledSelection {
    const allowEmpty = this.plan.allowEmpty ?? byPolicy;
    const key = JSON.stringify([choiceSet, order, allowEmpty]);
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = this.#compile(choiceSet, order, allowEmpty);
    if (this.#made.size >= MOST_KEPT) this.#made.clear();
    this.#made.set(key, made);
    return made;
  }

  #compile(
    choiceSet: readonly string[],
    order: "random" | "file",
    allowEmpty: boolean,
  ): CompiledSelection {
    const question = new CompiledQuestion(
      SELECTION,
      pick(
        "Which of these products do you take?",
        choiceSet.map((id) => ({ id, label: this.handle(id) })),
        { min: allowEmpty ? 0 : 1, order: order === "file" ? "as_written" : "random" },
      ),
    );
    const thinks = thinksFirst(this.plan.strategy);
    return {
      question,
      products: choiceSet.map((id) => this.#products.get(id) ?? { id }),
      allowEmpty,
      schema: replySchema(question, thinks),
      maxTokens: question.maxTokens + (thinks ? OPEN_TOKENS : 0),
    };
  }
}

/** The name under which a selection is put to models, and its replies are kept. */
export const SELECTION = "selection";

/** Thinking stands before the choice, so that it can follow from it. */
function replySchema({ schema }: CompiledQuestion, thinks: boolean): Schema {
  // A pick's answer is a list, which a compiled question wraps in an object.
  const { answer } = (schema?.properties ?? {}) as { readonly answer?: Schema };
  const thought = {
    type: "object",
    properties: { [REASONING]: { type: "string" } },
    required: [REASONING],
    additionalProperties: false,
  };
  return {
    type: "object",
    properties: { ...(thinks ? { traces: thought } : {}), selected_product_ids: answer },
    required: [...(thinks ? ["traces"] : []), "selected_product_ids"],
    additionalProperties: false,
  };
}
