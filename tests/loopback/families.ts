/**
 * Whether an OpenAI model reasons before it answers. Those take `max_completion_tokens` only and no
 * sampling parameters. A vendor's prefix (`openai/gpt-5`) is a gateway's model, and gateways translate.
 */
export function reasons(model: string): boolean {
  return /^(o\d|gpt-[5-9])/.test(model) && !model.includes("-chat");
}

/** The dated model behind an alias: answers name it, so `response.model` is not what was asked for. */
export function snapshot(model: string): string {
  return snapshots[model] ?? model;
}

const snapshots: Readonly<Record<string, string>> = {
  "gpt-4o": "gpt-4o-2024-08-06",
  "gpt-4o-mini": "gpt-4o-mini-2024-07-18",
  "gpt-4.1": "gpt-4.1-2025-04-14",
  "gpt-4.1-mini": "gpt-4.1-mini-2025-04-14",
  "gpt-5": "gpt-5-2025-08-07",
  "gpt-5-mini": "gpt-5-mini-2025-08-07",
  "gpt-5-nano": "gpt-5-nano-2025-08-07",
  "o3": "o3-2025-04-16",
  "o4-mini": "o4-mini-2025-04-16",
  "claude-opus-4-5": "claude-opus-4-5-20251101",
  "claude-sonnet-4-5": "claude-sonnet-4-5-20250929",
  "claude-haiku-4-5": "claude-haiku-4-5-20251001",
};

/** What a Claude model still takes. */
export interface Powers {
  /** Ending on an assistant turn for the model to continue: models before 4.6. */
  readonly prefill: boolean;
  /** `temperature`, `top_p`, `top_k` (under API version 2023-06-01): models before 4.7. */
  readonly sampling: boolean;
  /** Thinking with a budget (`type: "enabled"`): models before 4.7. */
  readonly budget: boolean;
  /** `output_config.effort`: Opus from 4.5, the others from 4.6. */
  readonly effort: boolean;
  /**
   * `tool_choice` of type `any` or `tool`, and thinking that is `disabled`: not Opus 5.5, Sonnet 5.5,
   * Fable 5.1, Mythos 5.1 and later, which always think; Haiku 5.5 still takes both.
   */
  readonly forcedTools: boolean;
  /** A `system` message after the first turn: models from 4.8. */
  readonly systemTurns: boolean;
}

const known = new Map<string, Powers>();

/** What a Claude model still takes; a name that says no version counts as the newest. */
export function powers(model: string): Powers {
  const found = known.get(model);
  if (found !== undefined) return found;
  const made = read(model);
  if (known.size < 1000) known.set(model, made);
  return made;
}

function read(model: string): Powers {
  const family = /opus|sonnet|haiku|fable|mythos/.exec(model)?.[0] ?? "";
  const digits = /claude-(?:[a-z]+-)?(\d)(?:[-.](\d)(?!\d))?/.exec(model);
  const version = digits === null ? 99 : Number(digits[1]) + Number(digits[2] ?? 0) / 10;
  const forceless = family === "haiku" ? 99 : family === "fable" || family === "mythos" ? 5.1 : 5.5;
  return {
    prefill: version < 4.6,
    sampling: version < 4.7,
    budget: version < 4.7,
    effort: version >= (family === "opus" ? 4.5 : 4.6),
    forcedTools: digits === null || version < forceless,
    systemTurns: version >= 4.8,
  };
}
