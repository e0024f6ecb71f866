import { plain } from "../display/escape.ts";
import { save } from "../display/save.ts";
import { type Host } from "../host/host.ts";
import { openedRun } from "../studies/opened_run.ts";
import { report } from "../studies/report.ts";
import { foundRun } from "../studies/run_root.ts";
import { rootOf } from "./checkpoint.ts";
import { textOf, UsageError, type Values } from "./flag.ts";

/** Carries out `report`. */
export async function reportRun(
  [id = ""]: readonly string[],
  values: Values,
  host: Host,
): Promise<number> {
  const path = pathOf(id, values);
  const result = await openedRun(await foundRun(id, rootOf(values, host), host), host);
  await save(await report(result, { host }), path, { host });
  host.terminal.out(plain(`Wrote: ${path}\n`));
  return 0;
}

/** Where the report goes: its form is that of the file's ending or, without a file, of `--format`. */
function pathOf(id: string, values: Values): string {
  const [path, format] = [textOf(values, "output"), textOf(values, "format")];
  if (path === undefined) return `report-${id}.${format ?? "html"}`;
  const ending = /\.(html|md)$/i.exec(path)?.[1]?.toLowerCase();
  if (ending === undefined && format !== undefined) return `${path}.${format}`;
  if (ending !== undefined && ending === (format ?? ending)) return path;
  throw new UsageError(
    `Cannot write the report to "${path}": it must end in ${
      format === undefined ? ".html or .md" : `.${format}`
    }`,
  );
}
