import * as z from "zod";
import { type Host } from "../host/host.ts";
import { readDocument } from "../schema/document.ts";
import { read } from "../schema/read.ts";

/** The true shares of questions, by key and option. */
export type Shares = Readonly<Record<string, Readonly<Record<string, number>>>>;

const shares: z.ZodType<Shares> = z.record(
  z.string(),
  z.record(z.string(), z.number().min(0).max(1)),
);

/**
 * Loads the true shares that simulated respondents draw from: a YAML or JSON mapping of question, option
 * and share.
 *
 * @throws {InputError} With all that is wrong in the file, by line and path.
 */
export async function loadShares(path: string, { files }: Host): Promise<Shares> {
  const text = await files.readText(path);
  return await readDocument(text, path, (data, file) => read(shares, data, file));
}
