import { dirname, join } from "node:path";
import * as z from "zod";
import { type Host } from "../host/host.ts";
import { type DeclaredFields } from "../rows/data_dictionary.ts";

const fields = z.object({ fields: z.record(z.string(), z.record(z.string(), z.unknown())) })
  .transform((declared) => declared.fields).optional().catch(undefined);
const questionnaire = z.object({ outcomes: fields, traces: fields }).optional().catch(undefined);
const holder = z.object({ questionnaire }).optional().catch(undefined);
const metadata = z.object({ questionnaire, config_snapshot: holder, config: holder });

/**
 * The fields that the questionnaire of a run declares, by the `metadata.json` beside its events; none where
 * that is not there, or says nothing of it.
 */
export async function declaredBeside(events: string, { files }: Host): Promise<DeclaredFields> {
  const path = join(dirname(events), "metadata.json");
  // Beside a device or in a folder of others there is nothing to be found.
  if (!await files.isFile(path).catch(() => false)) return {};
  const { data } = metadata.safeParse(dataIn(await files.readText(path)));
  return data?.questionnaire ?? data?.config_snapshot?.questionnaire ??
    data?.config?.questionnaire ?? {};
}

function dataIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
