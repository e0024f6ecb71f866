import { extra, invalid, required, shouldBe } from "./anthropic_errors.ts";
import { schemaFault } from "./anthropic_schema.ts";
import { isJson, type Json, type Problem } from "./wire.ts";

/** What is wrong with `tool_choice`. */
export function checkToolChoice(key: string, value: unknown, body: Json): Problem | null {
  if (!isJson(value)) return shouldBe(key, "an object");
  const { type } = value;
  if (type === undefined) return required(`${key}.type`);
  const tools = Array.isArray(body.tools) ? body.tools : [];
  if (type === "tool") {
    if (value.name === undefined) return required(`${key}.tool.name`);
    const found = tools.some((tool) => isJson(tool) && tool.name === value.name);
    return found ? null : invalid(`Tool '${value.name}' not found in provided tools`);
  }
  if (type === "any" || type === "auto") {
    const message = `${key}.${type} may only be specified while providing tools`;
    return tools.length > 0 ? null : invalid(message);
  }
  if (type === "none") return null;
  return invalid(
    `${key}: Input tag '${type}' found using 'type' does not match any of the expected tags: 'auto', 'any', 'tool', 'none'`,
  );
}

/** What is wrong with `tools`. A tool of another type than `custom` is the provider's own. */
export function checkTools(key: string, value: unknown): Problem | null {
  if (!Array.isArray(value)) return shouldBe(key, "a valid array");
  for (const [index, tool] of value.entries()) {
    if (!isJson(tool)) return shouldBe(`${key}.${index}`, "an object");
    if (tool.type !== undefined && tool.type !== null && tool.type !== "custom") continue;
    const found = checkTool(`${key}.${index}.custom`, tool);
    if (found !== null) return found;
  }
  return null;
}

function checkTool(at: string, tool: Json): Problem | null {
  const { name, input_schema: schema } = tool;
  if (name === undefined) return required(`${at}.name`);
  if (name === "") return invalid(`${at}.name: String should have at least 1 character`);
  if (!/^[a-zA-Z0-9_-]{1,128}$/.test(String(name))) {
    return invalid(`${at}.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'`);
  }
  if (schema === undefined) return required(`${at}.input_schema`);
  if (!isJson(schema)) return shouldBe(`${at}.input_schema`, "an object");
  if (schema.type === undefined) return required(`${at}.input_schema.type`);
  if (schema.type !== "object") return shouldBe(`${at}.input_schema.type`, "'object'");
  const fault = tool.strict === true ? schemaFault(schema) : null;
  return fault === null ? null : invalid(`${at}: ${fault}`);
}

/** What is wrong with `output_config`: the effort, and the format of structured outputs. */
export function checkOutput(key: string, value: unknown): Problem | null {
  if (!isJson(value)) return invalid(`${key}: Input does not match the expected shape.`);
  const unknown = Object.keys(value).find((each) => each !== "effort" && each !== "format");
  if (unknown !== undefined) return extra(`${key}.${unknown}`);
  const effort = value.effort ?? "high";
  if (!["low", "medium", "high", "xhigh", "max"].includes(String(effort))) {
    return shouldBe(`${key}.effort`, "'low', 'medium', 'high', 'xhigh' or 'max'");
  }
  return value.format === undefined || value.format === null
    ? null
    : checkFormat(`${key}.format`, value.format);
}

function checkFormat(at: string, format: unknown): Problem | null {
  if (!isJson(format)) return shouldBe(at, "an object");
  if (format.type === undefined) return required(`${at}.type`);
  if (format.type !== "json_schema") return shouldBe(`${at}.type`, "'json_schema'");
  if (format.schema === undefined) return required(`${at}.schema`);
  if (!isJson(format.schema)) return shouldBe(`${at}.schema`, "an object");
  const unknown = Object.keys(format).find((each) => each !== "type" && each !== "schema");
  if (unknown !== undefined) return extra(`${at}.${unknown}`);
  const fault = schemaFault(format.schema);
  return fault === null ? null : invalid(`${at}.schema: ${fault}`);
}
