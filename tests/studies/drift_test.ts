import assert from "node:assert/strict";
import { choice, instrument, panel, type Questions, scripted } from "../../mod.ts";
import { folder, hostWith } from "../hosts.ts";
import { people } from "./fixtures.ts";

const tier = choice("Which tier?", ["free", "pro"]);
const one = instrument("plans", { tier });
const two = instrument("plans", { tier, other: choice("And else?", ["free", "pro"]) });

/** A panel of three that is kept in a folder, and how many replies it took. */
function panelAt(folder: string) {
  const heard = { replies: 0 };
  const model = scripted(() => {
    heard.replies += 1;
    return "pro";
  });
  const run = (asked: typeof one | typeof two) =>
    panel({ host: hostWith() }).personas(people(3)).models(model)
      .journal(folder, { drift: "allow" }).ask<Questions>(asked).run();
  return { heard, run };
}

Deno.test("drift to fewer questions takes the answers to those, and keeps none that nobody asks", async () => {
  await using at = await folder();
  const { heard, run } = panelAt(at.path);
  await run(two);
  const fewer = await run(one);
  assert.deepEqual(fewer.rows.toArray().map(({ question }) => question), ["tier", "tier", "tier"]);
  const { replies } = heard;
  const again = await run(one);
  assert.deepEqual(again.rows.toArray(), fewer.rows.toArray());
  assert.equal(heard.replies, replies);
});

Deno.test("drift back to an earlier plan finds its answers, and marks none of them", async () => {
  await using at = await folder();
  const { heard, run } = panelAt(at.path);
  const first = await run(one);
  await run(two);
  assert.equal(heard.replies, 9);
  const back = await run(one);
  assert.equal(heard.replies, 9);
  assert.deepEqual(back.rows.toArray(), first.rows.toArray());
});

Deno.test("drift to other options counts no answer for one that there is no more", async () => {
  await using at = await folder();
  const among = (...options: string[]) =>
    panel({ host: hostWith() }).personas(people(3)).models(scripted(() => options[0]))
      .journal(at.path, { drift: "allow" })
      .ask(instrument("plans", { tier: choice("Which tier?", options) }));
  await among("free", "pro").run();
  const result = await among("basic", "pro").until({ rule: "jsd-batch" }).run();
  assert.deepEqual(result.tally("tier").counts, { basic: 0, pro: 0 });
  assert.equal(result.tally("tier").n, 0);
});
