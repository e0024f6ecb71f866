import { InputError } from "../schema/input_error.ts";
import { fromJsonSchema } from "../schema/json_schema.ts";
import { suggest } from "../schema/suggest.ts";
import { type Schema } from "./shape.ts";

/** The names of the extraction presets, as they stand in files and flags. */
export const PRESETS = ["likert", "pick_one", "ranking", "yes_no"] as const;

/** The name of an extraction preset. */
export type Preset = typeof PRESETS[number];

const TEXT: Schema = { type: "string" };

/** Each preset's form, given what stands for an option of the question. */
const FORMS: Readonly<Record<Preset, (option: Schema) => Schema>> = {
  likert: () =>
    form({
      rating: {
        ...{ type: "integer", minimum: 1, maximum: 5 },
        description: "from 1, the most negative, to 5, the most positive",
      },
    }),
  yes_no: () => form({ answer: { type: "boolean", description: "true for yes, false for no" } }),
  pick_one: (option) => form({ choice: option }),
  ranking: (option) => {
    const rank = { type: "integer", minimum: 1, description: "1 for the first place" };
    const { properties, ...item } = form({ name: option, rank });
    return {
      type: "object",
      properties: { ranked: { type: "array", items: { ...item, properties } } },
      required: ["ranked"],
    };
  },
};

/**
 * The JSON Schema of what is extracted from an answer: that of a preset, or one of the user's own,
 * checked.
 *
 * @param asked A preset's name or a JSON Schema.
 * @param what What it is, for the error's sentence.
 * @param about `options` are the question's own: what `pick_one` and `ranking` name is one of them.
 * @throws {InputError} When there is no such preset, or the schema cannot be used.
 *
 * @example
 * ```ts
 * import { extractionSchema } from "./presets.ts";
 *
 * const { properties } = extractionSchema("pick_one", "the extraction", { options: ["a", "b"] });
 * if (!JSON.stringify(properties).includes('"enum":["a","b"]')) throw new Error();
 * ```
 */
export function extractionSchema(
  asked: string | Schema,
  what: string,
  { options = [] }: { readonly options?: readonly string[] | undefined } = {},
): Schema {
  if (typeof asked !== "string") {
    fromJsonSchema(asked, what);
    return asked;
  }
  const preset = PRESETS.find((name) => name === asked);
  if (preset === undefined) throw new InputError(what, [{ path: "$", message: unknown(asked) }]);
  return FORMS[preset](options.length === 0 ? TEXT : { ...TEXT, enum: options });
}

/** An object with these properties, all required, and room for the reason. */
function form(properties: Schema): Schema {
  return {
    type: "object",
    properties: { ...properties, reasoning: TEXT },
    required: Object.keys(properties),
  };
}

function unknown(name: string): string {
  const near = suggest(name, PRESETS);
  const help = near === undefined ? "" : ` (did you mean "${near}"?)`;
  return `must be a JSON Schema or one of ${PRESETS.join(", ")}, not "${name}"${help}`;
}
