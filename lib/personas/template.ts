import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { canonical } from "../schema/canonical.ts";
import { fillPlaceholders, jinjaIn, placeholders } from "../schema/placeholders.ts";
import { type Persona } from "./persona.ts";

/**
 * The system prompt that a template makes for a persona: `{field}` is the persona's own field or
 * attribute of that name. Lists are joined with ", ", anything nested is its canonical JSON; a field
 * that the persona lacks, or that is null, stays as `{field}`, and so does what is reached through one,
 * as in `{name.length}`. Values are not filled themselves.
 *
 * @example
 * ```ts
 * import { fillTemplate } from "./template.ts";
 *
 * const persona = { name: "A", personality_traits: ["a", "b"] };
 * const prompt = fillTemplate("{name}|{personality_traits}|{foo}", persona);
 * if (prompt !== "A|a, b|{foo}") throw new Error(prompt);
 * ```
 */
export function fillTemplate(template: string, persona: Persona): string {
  return fillPlaceholders(
    template,
    (field) => Object.hasOwn(persona, field) ? textOf(persona[field]) : undefined,
  );
}

/**
 * Refuses a template in the syntax of Jinja, whose words would reach the model unread.
 *
 * @param what What it is, for the error's sentence.
 * @throws {SyntaxError} Naming the first such place.
 *
 * @example
 * ```ts
 * import { checkTemplate } from "./template.ts";
 *
 * checkTemplate('You are {name}. Answer as {"mood": {"now": 1}}.', "the template");
 * ```
 */
export function checkTemplate(template: string, what: string): void {
  const found = jinjaIn(template);
  if (found === undefined) return;
  throw new SyntaxError(
    `Cannot use ${what}: it has ${
      JSON.stringify(found)
    }, which is not filled: write {name} for a field`,
  );
}

/**
 * The fields that a template fills, each once, in the order in which they stand.
 *
 * @example
 * ```ts
 * import { templateFields } from "./template.ts";
 *
 * if (templateFields("{name}, {age}, {name}").join() !== "name,age") throw new Error();
 * ```
 */
export function templateFields(template: string): string[] {
  const plain = placeholders(template).filter(({ isPlain }) => isPlain);
  return [...new Set(plain.map(({ name }) => name))];
}

/**
 * Loads a template from a text file.
 *
 * @param options `host` is the world to read from. @default {this machine}
 * @throws {SyntaxError} When it is empty, or in the syntax of Jinja.
 *
 * @example
 * ```ts
 * import { memoryHost } from "../host/memory.ts";
 * import { loadTemplate } from "./template.ts";
 *
 * const host = memoryHost({ files: { "prompt.txt": "You are {name}.\n" } });
 * if (await loadTemplate("prompt.txt", { host }) !== "You are {name}.") throw new Error();
 * ```
 */
export async function loadTemplate(
  path: string,
  { host = denoHost() }: { readonly host?: Host } = {},
): Promise<string> {
  // The line end at the end of a file is not meant for the model, nor a byte order mark.
  const template = (await host.files.readText(path)).replace(/^\ufeff/, "").trimEnd();
  if (template.trim() === "") throw new SyntaxError(`Cannot use ${path}: the template is empty`);
  checkTemplate(template, path);
  return template;
}

function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map((item) => plain(item)).join(", ");
  return plain(value);
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : canonical(value);
}
