import { counted } from "../display/counted.ts";
import { plain } from "../display/escape.ts";
import { type Host } from "../host/host.ts";
import { EXPORT_FORMATS } from "../studies/data_package.ts";
import { openedRun } from "../studies/opened_run.ts";
import { foundRun } from "../studies/run_root.ts";
import { saveExport } from "../studies/save_export.ts";
import { rootOf } from "./checkpoint.ts";
import { textOf, type Values } from "./flag.ts";

/** Carries out `runs export`. */
export async function runsExport(
  [id = ""]: readonly string[],
  values: Values,
  host: Host,
): Promise<number> {
  const result = await openedRun(await foundRun(id, rootOf(values, host), host), host);
  const folder = textOf(values, "output-dir") ?? `${id}-export`;
  const format = EXPORT_FORMATS.find((one) => one === values.format);
  const { rows, files } = await saveExport(folder, result, { format, host });
  for (const file of files) host.terminal.err(plain(`Wrote: ${file}\n`));
  host.terminal.out(plain(`${counted(rows, "row")} in ${files[0]}\n`));
  return 0;
}
