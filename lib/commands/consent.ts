import * as z from "zod";
import { type Host } from "../host/host.ts";
import { homeFolder } from "../host/library.ts";
import { VERSION } from "../host/version.ts";
import { warn } from "./warn.ts";

/** Raised when more than this is uploaded, so that everybody is asked again. */
const CONSENT_VERSION = 1;

const NOTICE = `
SynthBench publishes what it is sent. This run would upload:
  the share of each option, of the panel and of the human baseline; their divergence and rank correlation;
  the name of the baseline; the number of answers; the ids of the models; the version of this program.
It never uploads what panelists say in words, personas, prompts, names of your files, or keys.
--submit-dry-run shows the upload without sending it.
`;

const recordSchema = z.object({ version: z.literal(CONSENT_VERSION), accepted: z.literal(true) });

/** Whether results may be uploaded: yes, no, or there is nobody to ask. */
export type Consent = "given" | "declined" | "unasked";

/**
 * Asks once whether results may be uploaded. A yes is recorded in `~/.quorum/synthbench-consent.json`; a
 * record that cannot be read, or of less than is uploaded today, is none.
 *
 * @param options `yes` is to agree for this one time, which is not recorded.
 */
export async function consent(
  host: Host,
  { yes = false }: { readonly yes?: boolean } = {},
): Promise<Consent> {
  if (yes || await isRecorded(host)) return "given";
  const answer = await host.terminal.ask(`${NOTICE}\nUpload it? [y/N] `);
  if (answer === undefined) return "unasked";
  if (!/^y(es)?$/i.test(answer.trim())) return "declined";
  await record(host).catch((error: Error) => {
    warn([`the consent counts for this run only: ${error.message}`], host);
  });
  return "given";
}

async function isRecorded(host: Host): Promise<boolean> {
  const path = pathOf(host);
  if (path === undefined) return false;
  try {
    return recordSchema.safeParse(JSON.parse(await host.files.readText(path))).success;
  } catch {
    // What cannot be read is no consent.
    return false;
  }
}

async function record(host: Host): Promise<void> {
  const path = pathOf(host);
  if (path === undefined) return;
  const said = { version: CONSENT_VERSION, accepted: true, client_version: VERSION };
  await host.files.makeFolder(path.slice(0, path.lastIndexOf("/")));
  await host.files.writeText(path, `${JSON.stringify(said)}\n`);
}

function pathOf(host: Host): string | undefined {
  const home = homeFolder(host);
  return home === undefined ? undefined : `${home}/synthbench-consent.json`;
}
