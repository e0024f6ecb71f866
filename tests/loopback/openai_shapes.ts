import { invalid, invalidType, missing, notAmong } from "./openai_errors.ts";
import { strictFault } from "./openai_schema.ts";
import { isJson, type Json, type Problem } from "./wire.ts";

/** What is wrong with `tools`, their schemas apart. */
export function checkTools(key: string, value: unknown): Problem | null {
  if (!Array.isArray(value)) return invalidType(key, "an array of objects", value);
  for (const [index, tool] of value.entries()) {
    const at = `${key}[${index}]`;
    if (!isJson(tool)) return invalidType(at, "an object", tool);
    if (tool.type === undefined) return missing(`${at}.type`);
    if (tool.type === "custom") continue;
    if (!isJson(tool.function)) return missing(`${at}.function`);
    const named = checkName(`${at}.function.name`, tool.function.name);
    if (named !== null) return named;
  }
  return null;
}

/** What is wrong with `tool_choice`. */
export function checkToolChoice(key: string, value: unknown, body: Json): Problem | null {
  const names = toolNames(body);
  if (names.length === 0) {
    return invalid(
      "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
      key,
    );
  }
  if (typeof value === "string") {
    const values = ["none", "auto", "required"];
    return values.includes(value) ? null : notAmong(key, value, values);
  }
  if (!isJson(value)) {
    return invalidType(key, "one of one of 'none', 'auto', or 'required' or object", value);
  }
  if (!isJson(value.function)) return missing(`${key}.function`);
  if (value.function.name === undefined) return missing(`${key}.function.name`);
  if (names.includes(String(value.function.name))) return null;
  const message =
    `Invalid value for 'function_call': no function named '${value.function.name}' was specified in the 'functions' parameter.`;
  return invalid(message, "function_call");
}

/** What is wrong with `response_format`, its schema apart. */
export function checkFormat(key: string, value: unknown, body: Json): Problem | null {
  if (!isJson(value)) return invalidType(key, "an object", value);
  if (value.type === undefined) return missing(`${key}.type`);
  const types = ["json_object", "json_schema", "text"];
  if (!types.includes(String(value.type))) return notAmong(`${key}.type`, value.type, types);
  if (value.type === "json_object" && !/json/i.test(JSON.stringify(body.messages))) {
    const message =
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.";
    return invalid(message, "messages");
  }
  if (value.type !== "json_schema") return null;
  if (!isJson(value.json_schema)) return missing(`${key}.json_schema`);
  return checkName(`${key}.json_schema.name`, value.json_schema.name);
}

/** What strict mode has against the schemas; without `strict: true` a schema is only guidance. */
export function checkSchemas(body: Json): Problem | null {
  const format = isJson(body.response_format) ? body.response_format.json_schema : undefined;
  if (isJson(format) && format.strict === true) {
    const fault = strictFault(isJson(format.schema) ? format.schema : {});
    const message = `Invalid schema for response_format '${format.name}': ${fault}`;
    if (fault !== null) return invalid(message, "response_format");
  }
  for (const [at, made] of functions(body).entries()) {
    if (made?.strict !== true) continue;
    const fault = strictFault(isJson(made.parameters) ? made.parameters : {});
    const message = `Invalid schema for function '${made.name}': ${fault}`;
    const param = `tools[${at}].function.parameters`;
    if (fault !== null) return invalid(message, param, "invalid_function_parameters");
  }
  return null;
}

/** The functions among the tools, in order; undefined where a tool is none. */
export function functions(body: Json): readonly (Json | undefined)[] {
  if (!Array.isArray(body.tools)) return [];
  return body.tools.map((tool: unknown) =>
    isJson(tool) && isJson(tool.function) ? tool.function : undefined
  );
}

function toolNames(body: Json): readonly string[] {
  return functions(body).map((made) => String(made?.name));
}

function checkName(at: string, name: unknown): Problem | null {
  if (name === undefined) return missing(at);
  if (typeof name !== "string") return invalidType(at, "a string", name);
  if (name === "") {
    const message =
      `Invalid '${at}': empty string. Expected a string with minimum length 1, but got an empty string instead.`;
    return invalid(message, at, "empty_string");
  }
  if (/^[a-zA-Z0-9_-]{1,64}$/.test(name)) return null;
  const message =
    `Invalid '${at}': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`;
  return invalid(message, at, "invalid_value");
}
