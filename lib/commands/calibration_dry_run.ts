import { dollars } from "../display/money.ts";
import { type Host } from "../host/host.ts";
import { refuseUnsaidSimulation } from "../studies/calibrate.ts";
import { textOf, type Values } from "./flag.ts";
import { jsonLine } from "./json_line.ts";
import { knownEntry, type Measuring } from "./measuring.ts";

/** Prints what would be written, with what asking would come to, and asks nothing. */
export async function calibrationDryRun(
  measuring: Measuring,
  reference: string,
  values: Values,
  host: Host,
): Promise<number> {
  const { file, asked, survey } = measuring;
  const ready = await survey.ready();
  const estimate = ready.estimate();
  const entry = knownEntry(measuring, ready);
  const text = (await file.withEntry(entry)).replace(/^\uFEFF/, "");
  try {
    refuseUnsaidSimulation(asked, host);
  } catch (error) {
    if (error instanceof Error) host.terminal.err(`without the dry run: ${error.message}\n`);
  }
  if (textOf(values, "output-format") === "json") {
    host.terminal.out(jsonLine({
      ...{ dry_run: true, pack_yaml: reference, output: file.target },
      llm_calls: estimate.calls,
      estimated_input_tokens: estimate.inputTokens,
      estimated_output_tokens: estimate.outputTokens,
      estimated_cost_usd: estimate.cost,
      ...{ calibration_entry: entry, rendered_yaml: text },
    }));
    return 0;
  }
  const [calls, tokens] = [estimate.calls, estimate.inputTokens + estimate.outputTokens];
  host.terminal.out([
    `# A dry run: nothing is asked, and ${file.target} stays as it is. This would be written there, with`,
    `# what is measured in place of null, after ${calls} calls (about ${tokens} tokens, ${
      dollars(estimate.cost)
    }).`,
    text,
  ].join("\n"));
  return 0;
}
