import { Calibration } from "../analysis/calibration.ts";
import { Blend } from "../analysis/blend.ts";
import { Convergence } from "../analysis/convergence_report.ts";
import { ConvergenceTracker } from "../analysis/convergence_tracker.ts";
import { Divergence } from "../analysis/divergence.ts";
import { ProductUptake } from "../analysis/product_uptake.ts";
import { Tallies } from "../analysis/tallies.ts";
import { Tally } from "../analysis/tally.ts";
import { Baseline } from "../benchmarks/baseline.ts";
import { Pack } from "../personas/pack.ts";
import { againstHumansChart } from "./against_humans_chart.ts";
import { percent, tallyLines } from "./bars.ts";
import { calibrationHtml } from "./calibration_html.ts";
import { calibrationText } from "./calibration_text.ts";
import { type Chart } from "./chart.ts";
import { columns, cut } from "./columns.ts";
import { convergenceChart } from "./convergence_chart.ts";
import { convergenceHtml } from "./convergence_html.ts";
import { counted } from "./counted.ts";
import { DATA_RESOURCE, type DataResource } from "./data_resource.ts";
import { chanceOf, divergenceCells } from "./divergence_words.ts";
import { plain } from "./escape.ts";
import { table, tallyTable } from "./html.ts";
import { takings } from "./takings.ts";
import { modelsChart } from "./models_chart.ts";
import { nullLinesChart } from "./null_lines_chart.ts";
import { asPeople } from "./people.ts";
import { sharesChart } from "./shares_chart.ts";
import { uptakeChart } from "./uptake_chart.ts";
import { tallyData } from "./tally_data.ts";

/** How a value shows itself: in text in the REPL, and in a notebook as HTML, with a picture. */
export interface Face<Value> {
  readonly text: (value: Value) => string;
  readonly html: (value: Value) => string;
  /** The picture, which is drawn for notebooks; null where there is nothing to draw. */
  readonly picture?: (value: Value) => Chart | null;
  /** The value as a table of data. */
  readonly data?: (value: Value) => DataResource;
}

/**
 * What a notebook shows of a value: plain text always, HTML always, with the picture inside, and tables as
 * data for its explorers.
 */
export async function bundle<Value>(
  value: Value,
  { text, html, picture, data }: Face<Value>,
): Promise<Record<string, unknown>> {
  const drawn = await picture?.(value)?.svg() ?? "";
  return {
    ...(data === undefined ? {} : { [DATA_RESOURCE]: data(value) }),
    "text/html": drawn + html(value),
    "text/plain": plain(text(value)),
  };
}

const tallyFace: Face<Tally> = {
  text: (tally) => [...tallyLines(tally), ...noticed(tally)].join("\n"),
  html: tallyTable,
  picture: (tally) => sharesChart([tally]),
  data: (tally) => tallyData([tally]),
};

const blendFace: Face<Blend> = {
  text: (blend) => [...[...blend.parts, blend].flatMap(tallyLines), ...noticed(blend)].join("\n"),
  html: (blend) => [blend, ...blend.parts].map(tallyTable).join(""),
  picture: (blend) => modelsChart([...blend.parts, blend]),
  data: (blend) => tallyData([blend, ...blend.parts]),
};

const talliesFace: Face<Tallies> = {
  text: (tallies) =>
    [...[...tallies].flatMap(tallyLines), ...[...tallies].slice(0, 1).flatMap(noticed)].join("\n"),
  html: (tallies) => [...tallies].map(tallyTable).join(""),
  picture: sharesChart,
  data: (tallies) => tallyData([...tallies]),
};

const divergenceFace: Face<Divergence> = {
  text: (divergence) => String(nullLinesChart(divergence)),
  html: (divergence) =>
    table(["", "", ""], divergenceCells(divergence), { caption: chanceOf(divergence).join("; ") }),
  picture: (divergence) => nullLinesChart(divergence),
};

const convergenceFace: Face<Convergence> = {
  text: (report) => String(convergenceChart(report)),
  html: convergenceHtml,
  picture: (report) => convergenceChart(report),
};

const trackerFace: Face<ConvergenceTracker> = {
  text: (tracker) => convergenceFace.text(tracker.report()),
  html: (tracker) => convergenceHtml(tracker.report()),
  picture: (tracker) => convergenceChart(tracker.report()),
};

const uptakeFace: Face<ProductUptake> = {
  text: (uptake) => String(uptakeChart(takings(uptake), uptake.context)),
  html: ({ products, periods }) =>
    table(
      ["product", ...periods.map(({ t }) => `period ${t + 1}`)],
      products.map(({ value, label }) => [
        label,
        ...periods.map(({ shares }) => percent(shares[value] ?? 0)),
      ]),
    ),
  picture: (uptake) => uptakeChart(takings(uptake), uptake.context),
};

const packFace: Face<Pack> = {
  text: (pack) =>
    [`${pack.name} · ${counted(pack.size, "persona")}`, ...columns(peopleOf(pack)), ...restOf(pack)]
      .join(
        "\n",
      ),
  html: (pack) =>
    table(
      ["name", "age", "occupation", "traits"],
      peopleOf(pack),
      { caption: [`${pack.name}: ${counted(pack.size, "persona")}`, ...restOf(pack)].join(" ") },
    ),
};

const baselineFace: Face<Baseline> = {
  text: (baseline) =>
    [titleOf(baseline), ...columns(sharesOf(baseline)), baseline.citation].join("\n"),
  html: (baseline) =>
    table(["option", "share"], sharesOf(baseline), { caption: titleOf(baseline), right: [1] }),
};

const calibrationFace: Face<Calibration> = {
  text: calibrationText,
  html: calibrationHtml,
  picture: ({ whole }) =>
    whole &&
    againstHumansChart(whole.tally, asPeople(whole.humans), { divergence: whole.divergence }),
};

const SHOWN = 20;

function peopleOf(pack: Pack): string[][] {
  return pack.personas.slice(0, SHOWN).map((persona) => [
    persona.name ?? "Anonymous",
    persona.age === undefined ? "" : String(persona.age),
    cut(persona.occupation ?? "", 32),
    cut((persona.personality_traits ?? []).join(", "), 48),
  ]);
}

function restOf(pack: Pack): string[] {
  return pack.size > SHOWN ? [`… and ${pack.size - SHOWN} more`] : [];
}

function titleOf({ id, year, where, n, nEffective, text }: Baseline): string {
  const worth = nEffective === null ? "" : `, worth ${Math.round(nEffective)}`;
  const size = n === null ? `n unknown${worth}` : `n = ${n}`;
  return [`${id} ${year ?? "undated"}`, ...Object.values(where), size, text].join(" · ");
}

function sharesOf(baseline: Baseline): string[][] {
  return baseline.options.map((option) => [option, percent(baseline.shares[option] ?? 0)]);
}

function noticed({ context }: Tally): string[] {
  return context.notice === null ? [] : [context.notice];
}

/**
 * Gives the public values of the rooms below their notebook and REPL faces. Done once, where the public
 * names are gathered, so that nothing below knows how it looks.
 */
export function attachFaces(): void {
  attach(Tally, tallyFace);
  attach(Blend, blendFace);
  attach(Tallies, talliesFace);
  attach(ProductUptake, uptakeFace);
  attach(Divergence, divergenceFace);
  attach(Convergence, convergenceFace);
  attach(ConvergenceTracker, trackerFace);
  attach(Pack, packFace);
  attach(Baseline, baselineFace);
  attach(Calibration, calibrationFace);
}

function attach<Value>(
  shown: { readonly prototype: Value & object },
  face: Face<Value>,
): void {
  const define = (name: string, value: (this: Value) => unknown) =>
    Object.defineProperty(shown.prototype, Symbol.for(name), { value, configurable: true });
  define("Jupyter.display", function () {
    return bundle(this, face);
  });
  define("Deno.customInspect", function () {
    return plain(face.text(this));
  });
}
