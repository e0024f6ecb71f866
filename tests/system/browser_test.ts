import assert from "node:assert/strict";
import { choice, instrument, panel, scripted } from "../../mod.ts";
import { hostWith } from "../hosts.ts";
import { chromium } from "./chromium.ts";
import { testWith } from "./requires.ts";

const EVIL =
  "<script>document.title = 'ran'</script><img src=x onerror=\"document.title = 'ran'\">";

testWith({
  name: "a notebook shows a hostile option, persona and answer as text",
  program: "chromium",
  fn: async () => {
    const asked = instrument("evil", { tier: choice(`Which? ${EVIL}`, [EVIL, "pro"]) });
    const result = await panel({ host: hostWith() }).personas([{ name: EVIL, occupation: EVIL }])
      .models(scripted({ tier: EVIL })).ask(asked).run();
    const shown = await Promise.all([
      shownBy(result),
      shownBy(result.tally("tier")),
      shownBy(result.plot("tier")),
    ]);
    const page = `<!doctype html><meta charset="utf-8"><title>safe</title>${shown.join("")}`;
    const dom = await chromium(page);
    assert.match(dom, /<title>safe<\/title>/);
    assert.match(dom, /&lt;script&gt;/);
    assert.doesNotMatch(dom, /<img/);
  },
});

/** What a notebook puts on its page for a value: the HTML, or the picture. */
async function shownBy(value: object): Promise<string> {
  const display: unknown = Reflect.get(value, Symbol.for("Jupyter.display"));
  assert.ok(typeof display === "function");
  const bundle: Record<string, string> = await display.call(value);
  return bundle["text/html"] ?? bundle["image/svg+xml"] ?? "";
}
