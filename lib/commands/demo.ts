import { baseline } from "../benchmarks/baseline.ts";
import { type Host } from "../host/host.ts";
import { loadInstrument } from "../instruments/parse.ts";
import { loadPack } from "../personas/pack.ts";
import { jensenShannon } from "../statistics/jensen_shannon.ts";
import { samplingDivergence } from "../statistics/sampling_divergence.ts";
import { envelope } from "../studies/envelope.ts";
import { panel } from "../studies/panel.ts";

const FOLDER = "runs/demo";

/** Carries out `demo`: a first panel on simulated respondents, compared with people. */
export async function demo(host: Host): Promise<number> {
  const { terminal, files } = host;
  const people = await loadPack("general-consumer", { host });
  const survey = panel({ host }).personas(people).models("simulated").seed(7)
    .ask(await loadInstrument("first-panel", { host }));
  const result = await survey.run();
  const happy = await baseline("gss:HAPPY", { host });
  const tally = result.tally("happiness");
  const divergence = jensenShannon(tally, happy);
  const byChance = samplingDivergence(happy.options.length, tally.n, happy.n);
  await files.makeFolder(FOLDER);
  await files.writeText(`${FOLDER}/happiness.svg`, await result.plot("happiness").svg());
  await files.writeText(`${FOLDER}/result.json`, JSON.stringify(envelope(result, host)) + "\n");
  terminal.out([
    String(result),
    "",
    `How far from people? Jensen–Shannon divergence of "happiness" from ${happy.id} ${happy.year}`,
    `(${happy.n} interviews): ${
      divergence.toFixed(3)
    } bits, where 0 is equal and 1 has nothing in common.`,
    `A panel of ${tally.n} drawn from those people themselves would score about ${
      byChance.toFixed(3)
    }.`,
    "These are simulated respondents, so the number says nothing about any language model.",
    "",
    `picture   ${FOLDER}/happiness.svg`,
    `result    ${FOLDER}/result.json`,
    "notebook  notebooks/01-first-panel.ipynb",
    "",
  ].join("\n"));
  return 0;
}
