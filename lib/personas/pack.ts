import * as z from "zod";
import { denoHost } from "../host/deno.ts";
import { findFile, knownIds, type Shelf } from "../host/library.ts";
import { type Host } from "../host/host.ts";
import { readDocument } from "../schema/document.ts";
import { InputError, type Issue } from "../schema/input_error.ts";
import { issuesOf } from "../schema/read.ts";
import { strict } from "../schema/strict.ts";
import { suggest } from "../schema/suggest.ts";
import { parsePersonaLines } from "./lines.ts";
import { checkPersona, isIssues, type Persona } from "./persona.ts";

/** Where packs lie. */
export const PACK_SHELF: Shelf = {
  what: "persona pack",
  bundled: "packs",
  saved: "persona_packs",
  nearest: suggest,
};

const manifest = {
  id: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  author: z.string().optional(),
  version: z.string({ error: 'must be a text: write version: "1" in quotes' }).optional(),
  calibration: z.array(z.looseObject({})).optional(),
};

const packSchema = strict({ ...manifest, personas: z.array(z.unknown()) });

/** What stands in a pack's file beside its personas. */
export interface Manifest {
  /** The name of its file in the library. */
  readonly id?: string | undefined;
  /** Its title. */
  readonly name?: string | undefined;
  /** Who these people are. */
  readonly description?: string | undefined;
  /** Who wrote it. */
  readonly author?: string | undefined;
  /** Its author's version, for the record. */
  readonly version?: string | undefined;
  /** Earlier measurements of the pack against humans, as they stand in the file. */
  readonly calibration?: readonly Readonly<Record<string, unknown>>[] | undefined;
}

/**
 * A persona pack: people, and where they come from. It can be iterated like a list of personas.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { Pack } from "../../mod.ts";
 *
 * const pack = new Pack([{ name: "Maya", age: 34 }], { name: "One" });
 * assert(pack.size === 1 && [...pack][0]?.name === "Maya");
 * ```
 */
export class Pack implements Iterable<Persona> {
  /** The people, in the order of the file. */
  readonly personas: readonly Persona[];
  /** What stands beside the people in the file. */
  readonly manifest: Manifest;

  /** A pack of these people. */
  constructor(personas: readonly Persona[], manifest: Manifest = {}) {
    this.personas = personas;
    this.manifest = manifest;
  }

  /** How many people there are. */
  get size(): number {
    return this.personas.length;
  }

  /** The pack's title, or its id. */
  get name(): string {
    return this.manifest.name ?? this.manifest.id ?? "personas";
  }

  /** Walks the people in the order of the file. */
  [Symbol.iterator](): Iterator<Persona> {
    return this.personas[Symbol.iterator]();
  }
}

/**
 * Makes a pack from data: a list of personas, or a mapping with `personas` and the manifest keys `id`,
 * `name`, `description`, `author`, `version` and `calibration`.
 *
 * @param file Where the data is from, for the error's sentence.
 * @throws {InputError} With everything that is wrong.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parsePack } from "../../mod.ts";
 *
 * assert(parsePack([{ name: "Maya" }, { name: "Derek" }]).size === 2);
 * ```
 */
export function parsePack(data: unknown, file = "the persona pack"): Pack {
  if (Array.isArray(data)) return new Pack(checkAll(data, "$", [], file));
  if (data === null || typeof data !== "object") {
    throw new InputError(file, [{
      path: "$",
      message: 'must be a list of personas, or a mapping with the key "personas"',
    }]);
  }
  const checked = packSchema.safeParse(data);
  const listed = "personas" in data && Array.isArray(data.personas) ? data.personas : [];
  const issues = checked.success ? [] : issuesOf(checked.error, data);
  const people = checkAll(listed, "$.personas", issues, file);
  // With an issue the line above has thrown, so the check succeeded.
  const { personas: _, ...rest } = packSchema.parse(data);
  return new Pack(people, rest);
}

function checkAll(
  list: readonly unknown[],
  path: string,
  before: readonly Issue[],
  file: string,
): Persona[] {
  const checked = list.map(checkPersona);
  const issues = checked.flatMap((found, place) =>
    isIssues(found)
      ? found.map((issue) => ({ ...issue, path: `${path}[${place}]${issue.path.slice(1)}` }))
      : []
  );
  if (before.length === 0 && list.length === 0) {
    issues.push({ path, message: "must be a list of at least one persona" });
  }
  if (before.length + issues.length > 0) throw new InputError(file, [...before, ...issues]);
  return checked.filter((found): found is Persona => !isIssues(found));
}

/**
 * Loads a persona pack: a YAML, JSON or JSONL file (one persona a line) by its path, or a saved or
 * bundled pack by its id. The bundled ones are listed by {@linkcode packIds}.
 *
 * @param options `host` is the world to read from. @default {this machine}
 * @throws {InputError} With all that is wrong in the file, by line and path.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { loadPack } from "../../mod.ts";
 *
 * const people = await loadPack("general-consumer");
 * assert(people.size === 15);
 * ```
 */
export async function loadPack(
  reference: string,
  { host = denoHost() }: { readonly host?: Host } = {},
): Promise<Pack> {
  const { name, path } = await findFile(host, reference, PACK_SHELF);
  if (/\.(jsonl|ndjson)$/i.test(name)) {
    return new Pack(await parsePersonaLines(host.files.readLines(path), name));
  }
  return readDocument(await host.files.readText(path), name, parsePack);
}

/** The ids of the persona packs that `loadPack` finds: saved and bundled, sorted. */
export function packIds(
  { host = denoHost() }: { readonly host?: Host } = {},
): Promise<string[]> {
  return knownIds(host, PACK_SHELF);
}
