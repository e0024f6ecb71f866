import { dirname, join } from "node:path";
import * as z from "zod";
import { type Host } from "../host/host.ts";

const metadata = z.object({ notice: z.string().nullish() });

/**
 * What must be said of who gave the answers of a run, by the `metadata.json` beside its events; null where
 * that is not there, or says nothing of it.
 */
export async function noticeBeside(events: string, { files }: Host): Promise<string | null> {
  const path = join(dirname(events), "metadata.json");
  // Beside a device or in a folder of others there is nothing to be found.
  if (!await files.isFile(path).catch(() => false)) return null;
  try {
    return metadata.parse(JSON.parse(await files.readText(path))).notice ?? null;
  } catch {
    return null;
  }
}
