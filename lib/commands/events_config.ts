import { dirname, isAbsolute, join } from "node:path";
import * as z from "zod";
import { type Host } from "../host/host.ts";
import { readDocument } from "../schema/document.ts";
import { UsageError, type Values } from "./flag.ts";

/**
 * The configuration that a command of events is given.
 *
 * @throws {InputError} With everything that is wrong in it, by line.
 */
export async function readConfig<T>(
  path: string,
  parse: (data: unknown, file: string) => T,
  host: Host,
): Promise<T> {
  // A file without a word in it is an empty mapping, whose keys are then missing.
  return await readDocument(
    await host.files.readText(path),
    path,
    (data, file) => parse(data ?? {}, file),
  );
}

/** The path of the configuration, which a command cannot do without. */
export function configPath(command: string, values: Values): string {
  if (values.config === undefined) {
    throw new UsageError(`Cannot do "${command}": --config is missing`);
  }
  return String(values.config);
}

/**
 * Where a file is that a configuration names: a path from the working directory or, where nothing is there, from
 * the folder of the configuration.
 *
 * @param inside The file that it is about, where the path is one of a folder.
 */
export async function besideConfig(
  path: string,
  { config, host: { files }, inside = "" }: {
    readonly config: string;
    readonly host: Host;
    readonly inside?: string;
  },
): Promise<string> {
  if (isAbsolute(path)) return path;
  const beside = join(dirname(config), path);
  return !await files.isFile(join(path, inside)) && await files.isFile(join(beside, inside))
    ? beside
    : path;
}

/** A path in a configuration, as it stands there. */
export const path: z.ZodType<string> = z.string().min(1);
