import assert from "node:assert/strict";
import {
  choice,
  number,
  questionnaire,
  scale,
  scripted,
  shape,
  simulated,
  text,
} from "../../mod.ts";
import { ask } from "../../lib/engine/ask.ts";
import { type NamedModel } from "../../lib/engine/calls.ts";
import { CompiledQuestionnaire } from "../../lib/encounters/compiled_questionnaire.ts";
import { outcomePrompt } from "../../lib/encounters/outcome_prompt.ts";
import { type PromptingStrategy } from "../../lib/encounters/prompting.ts";
import { selectionPrompt } from "../../lib/encounters/selection_prompt.ts";
import { Selections } from "../../lib/encounters/selections.ts";
import { stream } from "../../lib/random/stream.ts";
import { asking, desk } from "../engine/desk.ts";
import { lettered } from "./scope.ts";

const ASKED = questionnaire(
  {
    rating: scale("How was it?", 1, 5),
    price: number("Worth?", { min: 0, max: 40 }),
    taste: choice("It is?", ["dry", "sweet"]),
    again: shape("Again?", { type: "boolean" }),
  },
  { traces: { why: text("Why?") }, optional: ["price", "why"] },
);

function outcomes(strategy: PromptingStrategy, product = "A") {
  return outcomePrompt(new CompiledQuestionnaire(ASKED, strategy), {
    product: { id: product },
    ...{
      display: `Beer ${product}`,
      productFeatures: {},
      memory: "",
      random: stream(1).fork(product),
    },
  });
}

function selection(strategy: PromptingStrategy) {
  const products = lettered(4);
  const exposure = {
    kind: "selection",
    panelist: "p1",
    choiceSet: products.map(({ id }) => id),
  } as const;
  const selections = new Selections({ products, strategy, settings: {} });
  return selectionPrompt(selections, exposure, { memory: "", random: stream(1) });
}

function named(model: NamedModel["model"]): NamedModel {
  return { name: model.id, model };
}

/** A question of any kind: what `asking` makes is put over by what is asked here. */
const ANY = text("?");

Deno.test("selections and questionnaires go the way of every question, on every provider", async () => {
  for (const strategy of ["persona", "persona_cot"] as const) {
    const traces = strategy === "persona_cot" ? { traces: { reasoning: "I like it dry." } } : {};
    for (const name of ["gpt-4o-mini", "haiku"]) {
      const wanted = {
        outcomes: { rating: 4, price: null, taste: "dry", again: true },
        traces: { why: null, ...traces.traces },
      };
      const replies = [{ selected_product_ids: ["Name B"], ...traces }, { outcomes: {} }, wanted];
      await using at = await desk({ answer: () => ({ data: replies.shift() }) });
      const choosing = selection(strategy);
      const model = at.model(name);
      const chosen = await ask(
        asking(model, ANY, { question: choosing, order: choosing.order }),
        at.calls,
      );
      assert.deepEqual(
        [chosen.status, choosing.result(chosen).requested],
        ["ok", ["B"]],
        chosen.error ?? "",
      );
      const asked = outcomes(strategy);
      // The first reply lacks what is required, so that it is corrected once.
      const said = await ask(
        asking(model, ANY, { question: asked, order: null, turn: 1 }),
        at.calls,
      );
      assert.deepEqual([said.status, at.loop.count], ["ok", 3], said.error ?? "");
      assert.deepEqual(asked.result(said).outcomes, wanted.outcomes);
    }
  }
});

Deno.test("simulated respondents choose and rate, each product on its own", async () => {
  await using at = await desk();
  for (const strategy of ["zero_shot", "few_shot", "persona", "persona_cot"] as const) {
    const choosing = selection(strategy);
    const unit = `choice ${strategy}`;
    const chosen = await ask(
      asking(named(simulated()), ANY, { question: choosing, order: choosing.order, unit }),
      at.calls,
    );
    assert.deepEqual(choosing.result(chosen).errors, []);
    assert.ok(choosing.result(chosen).requested.every((id) => "ABCD".includes(id)));
  }
  const values = new Set<unknown>();
  for (const [turn, product] of [..."ABCDEFGHIJ"].entries()) {
    const asked = outcomes("persona", product);
    const said = await ask(
      asking(named(simulated()), ANY, { question: asked, order: null, turn, unit: "meetings" }),
      at.calls,
    );
    const { outcomes: made, errors } = asked.result(said);
    assert.deepEqual(errors, []);
    values.add(made?.rating);
  }
  assert.ok(values.size > 2, "every product was rated alike");
});

Deno.test("scripted models answer a selection with a list, and a questionnaire with an object", async () => {
  await using at = await desk();
  const model = named(
    scripted(({ question, product }) =>
      question.key === "selection"
        ? ["C", "A"]
        : { outcomes: { rating: product === "A" ? 5 : 1, taste: "dry", again: false } }
    ),
  );
  const choosing = selection("persona");
  const chosen = await ask(
    asking(model, ANY, { question: choosing, order: choosing.order }),
    at.calls,
  );
  assert.deepEqual(choosing.result(chosen).requested, ["C", "A"]);
  const asked = outcomes("persona", "A");
  const said = await ask(asking(model, ANY, { question: asked, order: null, turn: 1 }), at.calls);
  assert.deepEqual(asked.result(said).outcomes, { rating: 5, taste: "dry", again: false });
});
