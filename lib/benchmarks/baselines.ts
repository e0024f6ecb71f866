import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { Baseline } from "./baseline.ts";
import { allRecords, recordsOf } from "./baseline_files.ts";
import { type BaselineRecord } from "./baseline_record.ts";
import { type BaselineYear } from "./baseline_year.ts";

/** A line of the list of baselines: what `baseline()` would give, without the numbers. */
export interface ListedBaseline {
  /** What to give `baseline()`, as in `"gss:HAPPY"`. */
  readonly id: string;
  /** A few words on what was asked. */
  readonly title: string;
  /** The wording of the question. */
  readonly text: string;
  /** The options, those with an order of their own in that order. */
  readonly options: readonly string[];
  /** Whether the options have an order of their own. */
  readonly ordered: boolean;
  /** The years and periods that can be asked for; empty where no date is known. */
  readonly years: readonly BaselineYear[];
  /** The attributes whose groups can be asked for, in one year or another. */
  readonly subgroups: readonly string[];
  /** The number of interviews of the latest year; null where it was not published. */
  readonly n: number | null;
  /** On what terms the numbers may be passed on. */
  readonly licence: string;
  /** How to cite the survey. */
  readonly citation: string;
}

/**
 * The human baselines that there are: those that ship with the toolkit, and those of your own in the folder
 * that `QUORUM_BASELINES` names.
 *
 * @param options `search` are words that must all occur in the id, the title, the wording or the options, in
 * any case; `dataset` is one of the datasets.
 * @throws {TypeError} When there is no such dataset.
 * @throws {InputError} With all that is wrong in a file of your own.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { baselines } from "../../mod.ts";
 *
 * const found = await baselines({ search: "happy marriage", dataset: "gss" });
 * assert.deepEqual(found.map(({ id, years }) => [id, years.at(-1)]), [["gss:HAPMAR", 2024]]);
 * ```
 */
export async function baselines(
  { search = "", dataset, host = denoHost() }: {
    readonly search?: string;
    readonly dataset?: string | undefined;
    readonly host?: Host;
  } = {},
): Promise<readonly ListedBaseline[]> {
  const records = dataset === undefined
    ? await allRecords(host)
    : await recordsOf(dataset, "baselines", host);
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return records
    .filter((record) => words.every((word) => textOf(record).includes(word)))
    .map(lineOf);
}

/** All that is searched, in lower case. */
function textOf({ dataset, question, key = "", title, text, options }: BaselineRecord): string {
  return [`${dataset}:${question}`, key, title, text, ...options].join("\n").toLowerCase();
}

function lineOf(record: BaselineRecord): ListedBaseline {
  const { id, title, text, options, ordered, years, n, licence, citation } = new Baseline(record);
  const attributes = record.waves.flatMap(({ groups = {} }) => Object.keys(groups));
  return {
    ...{ id, title, text, options, ordered, years },
    subgroups: [...new Set(attributes)],
    ...{ n, licence, citation },
  };
}
