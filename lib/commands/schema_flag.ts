import { type Host } from "../host/host.ts";
import { PRESETS } from "../instruments/presets.ts";
import { type Schema } from "../instruments/shape.ts";
import { readDocument } from "../schema/document.ts";
import { InputError } from "../schema/input_error.ts";
import { refuseFolder } from "./given_file.ts";

const FORMS = ["a JSON Schema", "the path of one"];

/**
 * What `--extract-schema` names: a preset, a JSON Schema, or its file.
 *
 * @throws {InputError} When it is none of these.
 */
export async function extractionOf(given: string, host: Host): Promise<string | Schema> {
  const preset = PRESETS.find((name) => name === given);
  return preset ?? await schemaOf(given, "--extract-schema", host, [...FORMS, ...PRESETS]);
}

/**
 * A JSON Schema: the schema itself, or what stands in the file of that path.
 *
 * @param forms What could have been given, for the error's sentence.
 * @throws {InputError} When it is neither.
 */
export async function schemaOf(
  given: string,
  flag: string,
  host: Host,
  forms: readonly string[] = FORMS,
): Promise<Schema> {
  if (/^\s*[{[]/.test(given)) return await inline(given, flag);
  await refuseFolder(given, host);
  if (!await host.files.isFile(given)) {
    const wanted = `${forms.slice(0, -1).join(", ")} or ${forms.at(-1)}`;
    throw refused(flag, `must be ${wanted}: there is no file "${given}"`);
  }
  return await readDocument(await host.files.readText(given), given, mapping);
}

/** A schema on the command line: it has no lines, and is JSON. */
async function inline(text: string, flag: string): Promise<Schema> {
  try {
    return await readDocument(text, flag, mapping);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const issues = error.issues.map(({ path, message }) => {
      return { path, message: message.replace("is not YAML", "is not JSON") };
    });
    throw new InputError(flag, issues);
  }
}

function mapping(data: unknown, what: string): Schema {
  // A mapping has texts as keys; what they mean is checked where the schema is used.
  if (data !== null && typeof data === "object" && !Array.isArray(data)) return data as Schema;
  throw refused(what, "must be a JSON Schema, that is a mapping");
}

function refused(what: string, message: string): InputError {
  return new InputError(what, [{ path: "$", message }]);
}
