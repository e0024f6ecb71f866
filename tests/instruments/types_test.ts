// The compiler is the test here: a directive below that expects an error where there is none does not
// compile, and neither does a line that should.
import assert from "node:assert/strict";
import {
  choice,
  instrument,
  number,
  panel,
  parseInstrument,
  scripted,
  type Tallies,
  type Tally,
  text,
} from "../../mod.ts";

const checkout = instrument("checkout", {
  tier: choice("Which tier would you buy?", ["free", "pro"]),
  price: number("What would you pay?"),
  why: text("What made you choose it?"),
});

const people = panel().personas([{ name: "Maya", region: "south" }])
  .models(scripted({ tier: "pro", price: 9, why: "It is cheap." }));

Deno.test("instrument() makes its question names a type to the end of the chain", async () => {
  const result = await people.seed(1).ask(checkout).run();
  const tally: Tally = result.tally("tier");
  const groups: Tallies = result.tally("tier", { by: "region" });
  assert.equal(tally.n, 1);
  assert.deepEqual(groups.labels, ["south"]);
  assert.equal(result.summary("price").mean, 9);
  // @ts-expect-error there is no question of that name
  assert.throws(() => result.tally("teir"), /Cannot find the question "teir"/);
  // @ts-expect-error there is no question of that name
  assert.throws(() => result.tally("teir", { by: "region" }), /Cannot find the question "teir"/);
  // @ts-expect-error there is no question of that name
  assert.throws(() => result.plot("teir"), /Cannot find the question "teir"/);
  // @ts-expect-error there is no question of that name
  assert.throws(() => result.summary("prize"), /Cannot find the question "prize"/);
});

Deno.test("parseInstrument() leaves question names to the run, which lists the known ones", async () => {
  const parsed = parseInstrument({
    questions: [{ key: "tier", text: "Which?", response_schema: { type: "yes_no" } }],
  });
  const result = await panel().personas([{ name: "Maya" }]).models(scripted({ tier: "yes" }))
    .ask(parsed).run();
  assert.throws(() => result.tally("teir"), {
    message: 'Cannot find the question "teir": the instrument asks tier',
  });
});

Deno.test("choice() makes its options a type, and knows kinds by their name", () => {
  const { options, kind } = checkout.questions.tier;
  const kept: "choice" = kind;
  const [first] = options;
  // @ts-expect-error an option is one of those that were given
  const stranger: typeof first = "gold";
  // @ts-expect-error an order is random or as_written
  const asked = choice("Which?", ["a", "b"], { order: "shuffled" });
  assert.deepEqual([kept, stranger, asked.kind], ["choice", "gold", "choice"]);
});
