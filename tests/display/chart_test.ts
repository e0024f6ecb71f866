import assert from "node:assert/strict";
import { Chart } from "../../mod.ts";
import { inspected, shown } from "./faces.ts";

Deno.test("Chart is drawn when it is looked at, and not before", async () => {
  let drawn = 0;
  const chart = new Chart(() => Promise.resolve(`<svg id="${++drawn}"/>`), () => "the text");
  assert.equal(drawn, 0);
  assert.equal(String(chart), "the text");
  assert.equal(inspected(chart), "the text");
  assert.equal(drawn, 0);
  assert.equal(await chart.svg(), '<svg id="1"/>');
});

Deno.test("Chart shows a notebook the picture as SVG and inside HTML, and the text", async () => {
  const chart = new Chart(() => Promise.resolve("<svg/>"), () => "the text");
  assert.deepEqual(await shown(chart), {
    "image/svg+xml": "<svg/>",
    "text/html": "<svg/>",
    "text/plain": "the text",
  });
});

Deno.test("Chart hands on why it could not be drawn", async () => {
  const chart = new Chart(() => Promise.reject(new RangeError("no room")), () => "");
  await assert.rejects(chart.svg(), /no room/);
  await assert.rejects(shown(chart), /no room/);
});
