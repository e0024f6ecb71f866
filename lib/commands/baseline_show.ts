import { type Baseline, baseline } from "../benchmarks/baseline.ts";
import { type BaselineYear, readYear } from "../benchmarks/baseline_year.ts";
import { percent } from "../display/bars.ts";
import { columns } from "../display/columns.ts";
import { type Host } from "../host/host.ts";
import { textOf, UsageError, type Values } from "./flag.ts";
import { jsonLine } from "./json_line.ts";

/** Carries out `baseline show`. */
export async function baselineShow(
  [id = ""]: readonly string[],
  values: Values,
  host: Host,
): Promise<number> {
  const found = await baseline(id, {
    ...{ year: yearOf(values), where: whereOf(values) },
    ...{ weighted: values.weighted === true, host },
  });
  if (values["output-format"] === "json") {
    host.terminal.out(jsonLine(found));
    return 0;
  }
  const lines = [...columns(headOf(found)), "", ...sharesOf(found), "", ...columns(tailOf(found))];
  host.terminal.out(`${lines.join("\n")}\n`);
  return 0;
}

function yearOf(values: Values): BaselineYear | undefined {
  const text = textOf(values, "year");
  try {
    return text === undefined ? undefined : readYear(text);
  } catch {
    throw new UsageError(
      `Cannot use --year "${text}": it takes a year, a period as in 2021-2024, or pooled`,
    );
  }
}

function whereOf(values: Values): Readonly<Record<string, string>> {
  const text = textOf(values, "where");
  if (text === undefined) return {};
  const [, attribute, group] = /^\s*([^=]*[^=\s])\s*=\s*(.*\S)\s*$/.exec(text) ?? [];
  if (attribute !== undefined && group !== undefined) return { [attribute]: group };
  throw new UsageError(
    `Cannot use --where "${text}": it takes an attribute and a group, as in sex=female`,
  );
}

function headOf({ id, text, year, wave, where, n, nEffective, weighting }: Baseline): string[][] {
  const groups = Object.entries(where).map(([attribute, group]) => `${attribute} ${group}`);
  return [
    ...[["baseline", id], ["question", text]],
    ["year", `${year ?? "not known"}${wave === null ? "" : ` (${wave})`}`],
    ["people", groups[0] ?? "everybody"],
    ["n", n === null ? "not known" : String(n)],
    ["worth", nEffective === null ? "not known" : String(Math.round(nEffective))],
    ["weighting", weighting ?? "none"],
  ];
}

function sharesOf({ options, shares, counts }: Baseline): string[] {
  return columns(
    options.map((option) => [
      option,
      percent(shares[option] ?? 0),
      ...counts === null ? [] : [String(counts[option] ?? 0)],
    ]),
    [1, 2],
  );
}

function tailOf({ years, subgroups, note, source, licence, citation }: Baseline): string[][] {
  return [
    ...years.length === 0 ? [] : [["years", years.join(", ")]],
    ...Object.entries(subgroups).map(([attribute, groups]) => [attribute, groups.join(" | ")]),
    ...note === null ? [] : [["note", note]],
    ...[["source", source], ["licence", licence], ["citation", citation]],
  ];
}
