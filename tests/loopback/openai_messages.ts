import { invalid, invalidType, missing, notAmong } from "./openai_errors.ts";
import { isJson, type Json, type Problem } from "./wire.ts";

const roles = ["system", "assistant", "user", "function", "tool", "developer"];

/** What is wrong with the `messages` themselves: their roles, the types of their contents, their order. */
export function checkMessages(key: string, value: unknown): Problem | null {
  if (!Array.isArray(value)) return invalidType(key, "an array of objects", value);
  if (value.length === 0) return emptyArray(key);
  for (const [at, message] of value.entries()) {
    const found = checkMessage(`${key}[${at}]`, message);
    if (found !== null) return found;
  }
  return toolTurns(value);
}

function checkMessage(at: string, message: unknown): Problem | null {
  if (!isJson(message)) return invalidType(at, "an object", message);
  const { role, content } = message;
  if (role === undefined) return missing(`${at}.role`);
  if (typeof role !== "string" || !roles.includes(role)) return notAmong(`${at}.role`, role, roles);
  if (Array.isArray(content)) return parts(`${at}.content`, content);
  if (content !== undefined && content !== null && typeof content !== "string") {
    return invalidType(`${at}.content`, "one of a string or array of objects", content);
  }
  const calls = role === "assistant" ? message.tool_calls : undefined;
  return Array.isArray(calls) && calls.length === 0 ? emptyArray(`${at}.tool_calls`) : null;
}

function parts(at: string, content: readonly unknown[]): Problem | null {
  if (content.length === 0) return emptyArray(at);
  for (const [index, part] of content.entries()) {
    if (!isJson(part)) return invalidType(`${at}[${index}]`, "an object", part);
    if (part.type === undefined) return missing(`${at}[${index}].type`);
    if (part.type === "text" && part.text === undefined) return missing(`${at}[${index}].text`);
  }
  return null;
}

/** Calls are answered at once and by name; answers have a call. */
function toolTurns(messages: readonly Json[]): Problem | null {
  let open: readonly string[] = [];
  let asker = -1;
  for (const [at, message] of messages.entries()) {
    if (message.role === "tool") {
      if (!open.includes(String(message.tool_call_id)) && asker < 0) return orphan(at);
      open = open.filter((each) => each !== message.tool_call_id);
      continue;
    }
    if (open.length > 0) return unanswered(asker, open);
    open = calls(message);
    asker = open.length > 0 ? at : -1;
  }
  return open.length > 0 ? unanswered(asker, open) : null;
}

function calls(message: Json): readonly string[] {
  const made = message.role === "assistant" ? message.tool_calls : undefined;
  return Array.isArray(made) ? made.map((call) => isJson(call) ? String(call.id) : "") : [];
}

function orphan(at: number): Problem {
  const message =
    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.";
  return invalid(message, `messages.[${at}].role`);
}

function unanswered(at: number, open: readonly string[]): Problem {
  const message =
    "An assistant message with 'tool_calls' must be followed by tool messages responding to each " +
    `'tool_call_id'. The following tool_call_ids did not have response messages: ${
      open.join(", ")
    }`;
  return invalid(message, `messages.[${at}].role`);
}

/** The last check of all: every message has content, or what may stand for an assistant's. */
export function checkContents(messages: readonly Json[]): Problem | null {
  for (const [at, message] of messages.entries()) {
    if (message.content !== undefined && message.content !== null) continue;
    if (message.role === "assistant" && stands(message)) continue;
    if (message.role === "developer") return missing(`messages[${at}].content`);
    const text = "Invalid value for 'content': expected a string, got null.";
    return invalid(text, `messages.[${at}].content`);
  }
  return null;
}

function stands(message: Json): boolean {
  return ["tool_calls", "function_call", "refusal", "audio"].some((key) => !!message[key]);
}

function emptyArray(at: string): Problem {
  const message =
    `Invalid '${at}': empty array. Expected an array with minimum length 1, but got an empty array instead.`;
  return invalid(message, at, "empty_array");
}
