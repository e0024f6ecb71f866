import { type JsonSchema, type Message, type Request } from "./model.ts";
import { ModelError } from "./model_error.ts";

/** How a structured answer is asked for: by schema, by a forced tool, or in words. */
export type StructuredForm = "json_schema" | "tool" | "words";

const FORMS: readonly StructuredForm[] = ["json_schema", "tool", "words"];

/**
 * Finds the best form of structured output that a model takes, and remembers it: the JSON Schema
 * form first, then a forced tool, then JSON asked for in words. A form is given up when the provider
 * refuses the request as malformed; such a request costs nothing.
 */
export class StructuredForms {
  #form: StructuredForm;

  /** @param refused How many forms after the first one are known to be refused. */
  constructor(first: StructuredForm = "json_schema", refused = 0) {
    this.#form = FORMS[FORMS.indexOf(first) + refused] ?? "words";
  }

  /** A request in the form that is left when so many were refused before, for who cannot wait for a refusal. */
  after(refused: number, request: Request): readonly [Request, StructuredForm | null] {
    if (request.schema === null) return [request, null];
    const left = FORMS.slice(FORMS.indexOf(this.#form));
    const form = left[Math.min(refused, left.length - 1)] ?? "words";
    return [form === "words" ? inWords(request, request.schema) : request, form];
  }

  /**
   * Makes a call in the best form known.
   *
   * @throws {ModelError} Of the kind `"form"` when the provider refuses it and there is another: the
   * engine tries again, within its rate as always.
   */
  async call<T>(
    request: Request,
    send: (request: Request, form: StructuredForm | null) => Promise<T>,
  ): Promise<T> {
    if (request.schema === null) return await send(request, null);
    const form = this.#form;
    try {
      return await send(form === "words" ? inWords(request, request.schema) : request, form);
    } catch (error) {
      const next = FORMS[FORMS.indexOf(form) + 1];
      if (next === undefined || !refusesForm(error, form)) throw error;
      // Another call in flight may have given up more forms meanwhile.
      if (this.#form === form) this.#form = next;
      throw new ModelError(error.message, { kind: "form", status: error.status, cause: error });
    }
  }
}

/** Whether a provider refused a form, whichever it was: so that the next one can be taken. */
export function isFormRefused(error: ModelError): boolean {
  return refusesForm(error, "tool") || refusesForm(error, "json_schema");
}

function refusesForm(error: unknown, form: StructuredForm): error is ModelError {
  if (!(error instanceof ModelError) || (error.status !== 400 && error.status !== 422)) {
    return false;
  }
  return form === "tool"
    ? /tool|function|schema/i.test(error.message)
    : /schema|response_format|output_config|output_format|structured/i.test(error.message);
}

function inWords(request: Request, schema: JsonSchema): Request {
  const last = request.messages.length - 1;
  const messages: Message[] = request.messages.map((message, place) =>
    place === last
      ? {
        ...message,
        content:
          `${message.content}\n\nReply with one JSON object only, valid against this JSON Schema:\n${
            JSON.stringify(schema)
          }`,
      }
      : message
  );
  return { ...request, messages };
}
