import assert from "node:assert/strict";
import { panel, parseInstrument } from "../../mod.ts";
import { hostWith } from "../hosts.ts";
import { recorded } from "./speaker.ts";
import { people } from "./fixtures.ts";

/** The result of asking one person questions of these forms, with these answers. */
async function asking(
  forms: Readonly<Record<string, unknown>>,
  answers: Readonly<Record<string, unknown>>,
) {
  const questions = Object.entries(forms).map(([key, response_schema]) => ({
    ...{ key, text: `${key}?` },
    ...(response_schema === null ? {} : { response_schema }),
  }));
  const { model } = recorded(answers);
  return await panel({ host: hostWith() }).personas(people(1)).models(model)
    .ask(parseInstrument({ questions })).run();
}

/** An object with these properties, none of them required. */
const object = (properties: Readonly<Record<string, unknown>>) => ({ type: "object", properties });

Deno.test("E2/E4: bounded questions have options and are counted, open ones are not", async () => {
  const result = await asking({
    ...{ bare: null, text: { type: "text" }, plain: object({ said: { type: "string" } }) },
    ...{ scale: { type: "scale", min: 1, max: 5 }, choice: { type: "enum", options: ["a", "b"] } },
    ...{ yes: { type: "yes_no" }, mood: object({ mood: { type: "string", enum: ["x", "y"] } }) },
  }, {
    ...{ bare: "So.", text: "So.", plain: { said: "So." }, scale: 4, choice: "b", yes: "no" },
    mood: { mood: "y" },
  });
  const options = [...result.questions].map(([key, { options }]) => [key, options?.length ?? 0]);
  assert.deepEqual(options, [
    ...[["bare", 0], ["text", 0], ["plain", 0], ["scale", 5], ["choice", 2], ["yes", 2]],
    ["mood", 2],
  ]);
  assert.deepEqual(
    result.rows.toArray().slice(3).map(({ question, category }) => [question, category]),
    [["scale", "4"], ["choice", "b"], ["yes", "no"], ["mood", "y"]],
  );
  assert.throws(() => result.tally("bare" as never), /has no options/);
});

Deno.test("E8: the decisive property of a structured answer is its category", async () => {
  const any = object({ rating: { type: "integer" }, answer: { type: "boolean" } });
  const result = await asking({
    ...{ both: any, answer: object({ answer: { type: "boolean" } }) },
    choice: object({ choice: { type: "string" } }),
  }, {
    ...{ both: { rating: 3, answer: true }, answer: { answer: true }, choice: { choice: " A " } },
  });
  assert.deepEqual(result.rows.toArray().map(({ category }) => category), ["3", "true", "A"]);
});

Deno.test("E12: an answer that could not be read has no category, and is in no share", async () => {
  const result = await asking({ scale: { type: "scale", min: 1, max: 5 } }, { scale: 9 });
  const [row] = result.rows.toArray();
  assert.deepEqual([row?.status, row?.category], ["unparsable", null]);
  const { n, shares, statuses } = result.tally("scale" as never);
  assert.deepEqual([n, shares, statuses.unparsable], [0, {}, 1]);
});
