import { loadBaselines } from "../benchmarks/baseline_files.ts";
import { counted } from "../display/counted.ts";
import { plain } from "../display/escape.ts";
import { type Host } from "../host/host.ts";
import { type Values } from "./flag.ts";
import { jsonLine } from "./json_line.ts";

/** Carries out `baseline validate`: the file is read as it would be in the folder of one's own. */
export async function baselineValidate(
  [file = ""]: readonly string[],
  values: Values,
  host: Host,
): Promise<number> {
  const records = await loadBaselines(file, host);
  const ids = records.map(({ dataset, question }) => `${dataset}:${question}`);
  host.terminal.out(
    values["output-format"] === "json"
      ? jsonLine({ file, valid: true, baselines: ids })
      : plain(`${file} is valid: ${counted(ids.length, "baseline")}, ${ids.join(", ")}\n`),
  );
  return 0;
}
