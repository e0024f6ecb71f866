import { baselines, type ListedBaseline } from "../benchmarks/baselines.ts";
import { columns, cut } from "../display/columns.ts";
import { counted } from "../display/counted.ts";
import { type Host } from "../host/host.ts";
import { textOf, type Values } from "./flag.ts";
import { jsonLine } from "./json_line.ts";

const HEADINGS = ["baseline", "asked", "n", "options", "groups", "title"];
const WIDEST = 60;

/** Carries out `baseline list`. */
export async function baselineList(values: Values, host: Host): Promise<number> {
  const search = textOf(values, "search") ?? "";
  const found = await baselines({ search, dataset: textOf(values, "dataset"), host });
  if (values["output-format"] === "json") {
    host.terminal.out(jsonLine({ baselines: found }));
  } else if (found.length === 0) {
    host.terminal.out("no baselines of that kind\n");
  } else {
    const lines = columns([HEADINGS, ...found.map(cells)], [2, 3, 4]);
    host.terminal.out(`${lines.join("\n")}\n${counted(found.length, "baseline")}\n`);
  }
  return 0;
}

function cells({ id, title, options, years, subgroups, n }: ListedBaseline): string[] {
  const asked = years.filter((year) => typeof year === "number");
  const [first, last] = [asked[0], asked.at(-1)];
  const when = first === last ? first : `${first}-${last}`;
  return [
    ...[id, when === undefined ? "undated" : String(when), n === null ? "unknown" : String(n)],
    ...[String(options.length), String(subgroups.length), cut(title, WIDEST)],
  ];
}
