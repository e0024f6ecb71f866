import * as z from "zod";
import { type Host } from "../host/host.ts";
import { bundledFile } from "../host/library.ts";
import { readDocument } from "../schema/document.ts";
import { InputError, type Issue } from "../schema/input_error.ts";
import { read } from "../schema/read.ts";
import { suggest } from "../schema/suggest.ts";
import { parseBaselines } from "./baseline_file.ts";
import { type BaselineRecord } from "./baseline_record.ts";
import { BUNDLED_DATASETS, isRefused, refuseGated } from "./datasets.ts";

/** The environment variable that names the folder of the user's own baselines. */
const FOLDER = "QUORUM_BASELINES";

// The records of the files that ship are as they must be: `tests/benchmarks` reads every one of them.
const bundledSchema = z.object({ baselines: z.array(z.custom<BaselineRecord>()) });

/**
 * The records of one dataset: those that ship, and the user's own.
 *
 * @param what What was asked for, for the sentences, as in `the baseline "gss:HAPPY"`.
 * @throws {TypeError} When the dataset is gated or unknown.
 */
export async function recordsOf(
  dataset: string,
  what: string,
  host: Host,
): Promise<readonly BaselineRecord[]> {
  refuseGated(dataset, what, host);
  const own = await ownRecords(host);
  const records = [
    ...BUNDLED_DATASETS.includes(dataset) ? await bundledRecords(dataset, host) : [],
    ...own.filter((record) => record.dataset === dataset),
  ];
  if (records.length > 0) return records;
  const known = [...new Set([...BUNDLED_DATASETS, ...own.map((record) => record.dataset)])];
  const near = suggest(dataset, known);
  const help = near ? `did you mean "${near}"? Known are` : "known are";
  throw new TypeError(
    `Cannot find ${what}: there is no dataset "${dataset}" (${help} ${known.join(", ")})`,
  );
}

/** The records of every dataset that may be used: those that ship, and the user's own. */
export async function allRecords(host: Host): Promise<readonly BaselineRecord[]> {
  const own = await ownRecords(host);
  const bundled = await Promise.all(BUNDLED_DATASETS.map((one) => bundledRecords(one, host)));
  return [...bundled.flat(), ...own.filter(({ dataset }) => !isRefused(dataset, host))];
}

/**
 * Reads a file of baselines, JSON or YAML.
 *
 * @param taken Ids that are somebody's already, with whose they are. @default {those that ship}
 * @throws {InputError} With all that is wrong in it, by line and path.
 */
export async function loadBaselines(
  path: string,
  host: Host,
  taken?: ReadonlyMap<string, string>,
): Promise<readonly BaselineRecord[]> {
  const others = taken ?? await bundledIds(host);
  return await readDocument(await host.files.readText(path), path, (data, file) => {
    const records = parseBaselines(data, file);
    const issues = clashes(records, others);
    if (issues.length > 0) throw new InputError(file, issues);
    return records;
  });
}

async function ownRecords(host: Host): Promise<readonly BaselineRecord[]> {
  const folder = host.env(FOLDER);
  if (folder === undefined) return [];
  const names = (await host.files.list(folder)).filter((name) => /\.(json|ya?ml)$/.test(name));
  if (names.length === 0) {
    throw new TypeError(
      `Cannot use "${folder}" as ${FOLDER}: no folder of that name holds a .json or .yaml file`,
    );
  }
  const taken = new Map(await bundledIds(host));
  const records: BaselineRecord[] = [];
  const faults: Error[] = [];
  for (const name of names.toSorted()) {
    try {
      const path = `${folder}/${name}`;
      const found = await loadBaselines(path, host, taken);
      for (const record of found) taken.set(idOf(record), `in ${path}`);
      records.push(...found);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(error);
    }
  }
  const [first, ...others] = faults;
  if (first === undefined) return records;
  throw others.length === 0 ? first : new TypeError(faults.map((one) => one.message).join("\n"));
}

function clashes(
  records: readonly BaselineRecord[],
  taken: ReadonlyMap<string, string>,
): Issue[] {
  const seen = new Map(taken);
  return records.flatMap((record, at) => {
    const id = idOf(record);
    const whose = seen.get(id);
    seen.set(id, "in this file");
    return whose === undefined ? [] : [{
      path: `$.baselines[${at}].question`,
      message: `must be another: there is a baseline "${id}" ${whose} already`,
    }];
  });
}

async function bundledRecords(dataset: string, host: Host): Promise<readonly BaselineRecord[]> {
  const file = `baselines/${dataset}.json`;
  const data: unknown = JSON.parse(await host.files.readText(bundledFile(file)));
  return read(bundledSchema, data, file).baselines;
}

async function bundledIds(host: Host): Promise<ReadonlyMap<string, string>> {
  const records = await Promise.all(BUNDLED_DATASETS.map((one) => bundledRecords(one, host)));
  return new Map(records.flat().map((record) => [idOf(record), "that ships with the toolkit"]));
}

function idOf({ dataset, question }: BaselineRecord): string {
  return `${dataset}:${question}`;
}
