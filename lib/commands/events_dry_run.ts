import { plain } from "../display/escape.ts";
import { dollars } from "../display/money.ts";
import { type Host } from "../host/host.ts";
import { type Plan } from "../studies/plan.ts";
import { type ReadyTimeline } from "../studies/ready_timeline.ts";

/** Says what a run of events would ask and cost, and asks nothing. */
export function eventsDryRun({ exposure }: Plan, ready: ReadyTimeline, host: Host): number {
  const { calls, inputTokens, outputTokens, cost, byModel } = ready.estimate();
  const lines = [
    "A dry run: nothing is asked, nothing is written and nothing is spent.",
    "",
    `panelists  ${ready.panelists.length}`,
    `products   ${exposure?.products.length ?? 0}`,
    `periods    ${exposure?.periods ?? 0}`,
    `policy     ${JSON.stringify(exposure?.policy)}`,
    `calls      at most ${calls}, corrections and retries aside`,
    `tokens     about ${inputTokens} in, ${outputTokens} out`,
    `cost       about ${dollars(cost)}`,
    ...Object.entries(byModel).map(([name, spent]) =>
      `           ${name}: ${spent.calls} calls, about ${dollars(spent.cost)}`
    ),
    ...ready.warnings.map((sentence) => `warning    ${sentence}`),
  ];
  host.terminal.out(`${plain(lines.join("\n"))}\n`);
  return 0;
}
