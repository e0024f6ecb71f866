import assert from "node:assert/strict";
import { folder } from "../hosts.ts";
import { examples } from "./examples.ts";
import { classesIn, exportedNames, givenTypes, isFlat } from "./exported.ts";
import { given, inspected } from "./faces.ts";
import { malformed } from "./well_formed.ts";

/** What is told as data by any runtime, and why it has no face of its own. */
const PLAIN: Readonly<Record<string, readonly string[]>> = {
  "what a study is made of: it is written down, compared, and handed in as it is": [
    ...["ChoiceQuestion", "MultiQuestion", "PickQuestion", "RankQuestion", "ScaleQuestion"],
    ...["ShapeQuestion", "TextQuestion", "ThemesQuestion", "Instrument", "Variables"],
    ...["Model", "NamedModel", "Policy", "Product", "Persona", "Questionnaire", "ComputedOutcome"],
    ...["Plan", "Parts", "EventConfig", "EventStudy", "Execution", "CalibrationTarget"],
    ...["ConvergenceSettings", "Panelist", "Actor", "Manifest", "ListedBaseline"],
  ],
  "part of a value that shows it": [
    ...["Humans", "GroupComparison", "ConditionMetrics", "ConditionPair", "BenchmarkResult"],
    ...["OptionRow", "QuestionConvergence", "ConvergenceCheck", "NullLines", "TallyContext"],
    ...["QualityMetrics", "DiversityMetrics", "PersonaMetrics", "SelectionMetrics", "Statuses"],
    ...["LeaderboardEntry", "Tracked", "Tallied", "UptakePeriod", "BudgetHalt", "Wordings"],
    ...["Row", "EventRow", "EventIds", "ProgressState"],
  ],
  "figures and files, as they are computed and written": [
    ...["Blended", "Raked", "Submission", "DataDictionary"],
  ],
};

Deno.test("every class and result that mod.ts exports has an example here, or is plain data", async () => {
  await using place = await folder();
  const [names, shown] = [await exportedNames(), await examples(place.path)];
  const plain = new Set(Object.values(PLAIN).flat());
  const classes = classesIn(names);
  assert.ok(classes.length > 40, "the classes of mod.ts are not found");
  assert.deepEqual(classes.filter((name) => !Object.hasOwn(shown, name)), []);
  const types = givenTypes(names);
  const missing = [...types].filter(([name]) =>
    !Object.hasOwn(shown, name) && !plain.has(name) && !isFlat(name, names)
  );
  assert.deepEqual(missing, []);
  const needless = [...plain].filter((name) => !types.has(name) || isFlat(name, names));
  assert.deepEqual(needless, [], "not given by anything, or flat");
  for (const [name, value] of Object.entries(shown)) {
    assert.ok(types.has(name) || classes.includes(name), `${name} is not exported`);
    assert.ok(!plain.has(name), name);
    const { constructor } = value;
    if (classes.includes(name)) assert.ok(chain(constructor).includes(name), name);
  }
});

Deno.test("every class and result that mod.ts exports has a notebook face and a REPL face", async () => {
  await using place = await folder();
  for (const [name, value] of Object.entries(await examples(place.path))) {
    const { texts: { "text/html": html = "", "text/plain": plain = "" } } = await given(value);
    assert.equal(inspected(value), plain, name);
    assert.ok(!plain.includes("[object"), `${name}: ${plain}`);
    assert.ok(!plain.includes("undefined") && !plain.includes("NaN"), `${name}: ${plain}`);
    if (name !== "Report") assert.equal(malformed(`<div>${html}</div>`), undefined, name);
    assert.ok(!html.includes("<script"), `${name}: ${html}`);
  }
});

/** The names of a class and of those it extends. */
function chain(shown: object): string[] {
  const parent = Object.getPrototypeOf(shown);
  return [
    String(Reflect.get(shown, "name")),
    ...(parent === Function.prototype ? [] : chain(parent)),
  ];
}
