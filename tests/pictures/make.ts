import {
  againstHumansChart,
  baseline,
  type Chart,
  loadInstrument,
  loadPack,
  loadProducts,
  panel,
  selfSelection,
} from "../../mod.ts";

/** Where the pictures of the README are. */
export const PICTURES = new URL("../../fixtures/pictures/", import.meta.url);

/** Every picture of the README by its name, from simulated respondents and the code it stands for. */
export async function pictures(): Promise<ReadonlyMap<string, string>> {
  const people = await loadPack("general-consumer");
  const team = panel().personas(people).models("simulated").seed(7);
  const asked = await team.repeats(4).ask(await loadInstrument("happiness-probe")).run();
  const followed = await team.expose(await loadProducts("beers"), selfSelection({ show: 4 }))
    .over(12).run();
  const charts: Readonly<Record<string, Chart>> = {
    "health.svg": asked.plot("health"),
    "happy-against-humans.svg": againstHumansChart(
      asked.tally("happy"),
      await baseline("gss:HAPPY"),
    ),
    "taken.svg": followed.plot(),
  };
  const drawn = Object.entries(charts).map(async ([name, chart]) =>
    [name, await chart.svg()] as const
  );
  return new Map(await Promise.all(drawn));
}
