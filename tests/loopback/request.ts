/** The provider whose wire format a request speaks. */
export type Provider = "openai" | "anthropic";

/** The shape of reply a request asks for. */
export type Mode = "json_schema" | "tool" | "json_object" | "text";

/** One turn of the conversation, in plain text. */
export interface Turn {
  readonly role: "user" | "assistant" | "tool";
  readonly text: string;
}

/** What both wire formats come down to; answerers and faults see only this. */
export interface Normalised {
  readonly provider: Provider;
  readonly model: string;
  /** Every system and developer text, joined by an empty line. */
  readonly system: string;
  /** The other turns, in order. */
  readonly messages: readonly Turn[];
  /** The JSON Schema asked for (of the format, or of the tool), or null. */
  readonly schema: Readonly<Record<string, unknown>> | null;
  readonly mode: Mode;
  readonly seed: number | null;
  readonly temperature: number | null;
  readonly maxTokens: number | null;
  /** The number of this request since the start or the last `clear()`, from 0. */
  readonly index: number;
}

/**
 * What the model says. In tool mode `data` is the tool's input, and a plain text is a reply without a
 * call. `stop` is a finish or stop reason of its own, as `content_filter`. `truncated` is said up to here and no further (finish reason `length`, `max_tokens`); `raw` is
 * the whole HTTP body, sent with status 200. A text longer than `maxTokens` is cut there, as it would be.
 */
export type Answer =
  | string
  | { readonly text: string; readonly thinking?: string; readonly stop?: string }
  | { readonly data: unknown; readonly thinking?: string }
  | { readonly refusal: string }
  | { readonly truncated: string }
  | { readonly raw: string };

/** Answers a request; a promise holds the request open until it is kept. */
export type Answerer = (request: Normalised) => Answer | Promise<Answer>;

/** The text a default answer depends on beside the system text: the last thing the user said. */
export function lastUserText(request: Normalised): string {
  const asked = request.messages.findLast((turn) => turn.role === "user");
  return (asked ?? request.messages.at(-1))?.text ?? "";
}
