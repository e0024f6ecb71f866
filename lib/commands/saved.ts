import { type Host } from "../host/host.ts";
import { homeFolder } from "../host/library.ts";
import { jsonPieces } from "../schema/json_pieces.ts";
import { envelope } from "../studies/envelope.ts";
import { type SurveyResult } from "../studies/survey_result.ts";

/**
 * The folder that results are saved in, made where there is none.
 *
 * @param run The run's id where it is known: what was saved under it before is never replaced.
 * @throws {Error} When nothing can be saved, so that nothing is spent on a result that cannot be kept.
 */
export async function resultsFolder(host: Host, run: string | undefined): Promise<string> {
  const home = homeFolder(host);
  if (home === undefined) {
    throw new Error("Cannot save the result: neither QUORUM_HOME nor HOME is set");
  }
  const folder = `${home}/results`;
  await host.files.makeFolder(folder);
  if (run !== undefined && await host.files.isFile(pathOf(folder, run))) {
    throw new Error(
      `Cannot save the result of a run "${run}": ${pathOf(folder, run)} is there already`,
    );
  }
  await host.files.checkWritable(pathOf(folder, run ?? "check"));
  return folder;
}

/** Saves a result, and tells where. */
export async function save(result: SurveyResult, folder: string, host: Host): Promise<void> {
  const path = pathOf(folder, result.run);
  const draft = await host.files.draft(path);
  try {
    for (const piece of jsonPieces(envelope(result, host, { rows: "walked" }))) draft.write(piece);
    draft.write("\n");
    await draft.finish();
  } finally {
    await draft.discard();
  }
  host.terminal.err(`saved ${idOf(result.run)} (${path})\n`);
}

function pathOf(folder: string, run: string): string {
  return `${folder}/${idOf(run)}.json`;
}

function idOf(run: string): string {
  return `result-${run.replace(/^run-/, "")}`;
}
