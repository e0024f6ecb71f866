import { extra, invalid, required, shouldBe } from "./anthropic_errors.ts";
import type { Powers } from "./families.ts";
import { isJson, type Json, type Problem } from "./wire.ts";

/** What is wrong with the messages one by one. */
export function checkMessages(key: string, value: unknown): Problem | null {
  if (value === undefined) return required(key);
  if (!Array.isArray(value)) return shouldBe(key, "a valid array");
  if (value.length === 0) return invalid(`${key}: at least one message is required`);
  for (const [at, message] of value.entries()) {
    const found = checkMessage(`${key}.${at}`, message);
    if (found !== null) return found;
  }
  return null;
}

function checkMessage(at: string, message: unknown): Problem | null {
  if (!isJson(message)) return shouldBe(at, "an object");
  const { role, content } = message;
  if (role === undefined) return required(`${at}.role`);
  if (!["user", "assistant", "system"].includes(String(role))) {
    return invalid(
      `messages: Unexpected role "${role}". Allowed roles are "user" or "assistant"`,
    );
  }
  if (content === undefined) return required(`${at}.content`);
  const unknown = Object.keys(message).find((key) => key !== "role" && key !== "content");
  if (unknown !== undefined) return extra(`${at}.${unknown}`);
  if (typeof content === "string") return null;
  return Array.isArray(content)
    ? blocks(`${at}.content`, content)
    : shouldBe(`${at}.content`, "a valid array");
}

function blocks(at: string, content: readonly unknown[]): Problem | null {
  for (const [index, block] of content.entries()) {
    if (!isJson(block)) return shouldBe(`${at}.${index}`, "an object");
    if (block.type === undefined) return required(`${at}.${index}.type`);
    if (block.type !== "text") continue;
    if (block.text === undefined) return required(`${at}.${index}.text.text`);
    if (block.text === "") return invalid("messages: text content blocks must be non-empty");
  }
  return null;
}

/**
 * What is wrong with the order of the turns. Consecutive turns of one role are one turn, so they need
 * not alternate; a tool's use is answered in the next turn.
 */
export function checkTurns(messages: readonly Json[], takes: Powers): Problem | null {
  return systemTurns(messages, takes) ?? opening(messages) ?? emptyTurn(messages) ??
    toolTurns(messages) ?? ending(messages, takes);
}

function systemTurns(messages: readonly Json[], takes: Powers): Problem | null {
  for (const [at, message] of messages.entries()) {
    if (message.role !== "system") continue;
    if (empty(message)) {
      return invalid(`messages.${at}: system content must contain at least one block`);
    }
    if (at === 0) {
      return invalid(
        "messages.0: use the top-level 'system' parameter for the initial system prompt; the directive-only form (content: [] with output_config) is accepted at any position",
      );
    }
    if (!takes.systemTurns) {
      return invalid(`messages.${at}: role 'system' is not supported on this model`);
    }
    if (messages[at + 1]?.role === "user") {
      return invalid(
        `messages.${at}: role 'system' must precede an 'assistant' message or end the array; the directive-only form (content: [] with output_config) is accepted at any position`,
      );
    }
  }
  return null;
}

function opening(messages: readonly Json[]): Problem | null {
  if (messages[0]?.role === "user") return null;
  return invalid('messages: first message must use the "user" role');
}

/** A run of user turns is one turn and needs content somewhere. */
function emptyTurn(messages: readonly Json[]): Problem | null {
  for (let at = 0; at < messages.length; at++) {
    if (messages[at]?.role !== "user") continue;
    let end = at;
    let filled = false;
    for (; messages[end]?.role === "user"; end++) filled ||= !empty(messages[end] ?? {});
    if (!filled) return invalid(`messages.${at}: user messages must have non-empty content`);
    at = end;
  }
  return null;
}

function empty(message: Json): boolean {
  return message.content === "" ||
    (Array.isArray(message.content) && message.content.length === 0);
}

function toolTurns(messages: readonly Json[]): Problem | null {
  let open: readonly string[] = [];
  for (const [at, message] of messages.entries()) {
    const answered = ids(message, "tool_result", "tool_use_id");
    const stray = answered.findIndex((each) => !open.includes(each));
    if (stray >= 0) {
      return invalid(
        `messages.${at}.content.${stray}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${
          answered[stray]
        }. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`,
      );
    }
    const left = open.filter((each) => !answered.includes(each));
    if (left.length > 0) return unanswered(at - 1, left);
    open = ids(message, "tool_use", "id");
  }
  return open.length > 0 ? unanswered(messages.length - 1, open) : null;
}

function ids(message: Json, type: string, key: string): readonly string[] {
  if (!Array.isArray(message.content)) return [];
  return message.content.filter((block) => block.type === type).map((block) => String(block[key]));
}

function unanswered(at: number, left: readonly string[]): Problem {
  return invalid(
    `messages.${at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${
      left.join(", ")
    }. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
  );
}

function ending(messages: readonly Json[], takes: Powers): Problem | null {
  const last = messages.at(-1);
  if (last?.role !== "assistant") return null;
  if (!takes.prefill) {
    return invalid(
      "This model does not support assistant message prefill. The conversation must end with a user message.",
    );
  }
  const { content } = last;
  if (typeof content !== "string" || content.trimEnd() === content) return null;
  return invalid("messages: final assistant content cannot end with trailing whitespace");
}
