import assert from "node:assert/strict";
import { memoryHost } from "../../lib/host/memory.ts";
import { denoHost } from "../../lib/host/deno.ts";
import { Chart, save, sharesChart } from "../../mod.ts";
import { folder } from "../hosts.ts";
import { attacked, NOTICE, tiers } from "./tallies.ts";

const chart = sharesChart([tiers()]);

/** The width and height that stand in the head of a PNG file. */
function sizeOf(png: Uint8Array): readonly number[] {
  assert.deepEqual([...png.slice(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

Deno.test("save() writes the picture as .svg, whatever the case of the ending", async () => {
  const host = memoryHost();
  await save(chart, "a.SVG", { host });
  assert.equal(host.contents.get("a.SVG"), `${await chart.svg()}\n`);
});

Deno.test("save() writes a page that needs nothing else, with the chart in words", async () => {
  const host = memoryHost();
  await save(sharesChart([attacked()]), "a.html", { host });
  const page = host.contents.get("a.html") ?? "";
  assert.match(page, /^<!doctype html>\n<html lang="en">/);
  assert.match(page, /<title>&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; /);
  assert.ok(page.includes("<pre>") && page.includes(`${NOTICE}</pre>`));
  assert.doesNotMatch(page, /<script|<link|<img|src=|href=/);
  assert.match(page, /default-src 'none'/);
});

Deno.test("save() writes a .png of the size of the chart by the scale, the same bytes each time", async () => {
  await using there = await folder();
  const height = Number(/ height="(\d+)" width/.exec(await chart.svg())?.[1]);
  const written = async (name: string, options: Parameters<typeof save>[2]) => {
    await save(chart, `${there.path}/${name}`, options);
    return await Deno.readFile(`${there.path}/${name}`);
  };
  const [one, again, small] = [
    await written("a.png", {}),
    await written("b.png", {}),
    await written("c.png", { scale: 0.5 }),
  ];
  assert.deepEqual(sizeOf(one), [1280, 2 * height]);
  assert.deepEqual(sizeOf(small), [320, height / 2]);
  assert.deepEqual(one, again);
});

Deno.test("save() writes with the fonts that are named", async () => {
  await using there = await folder();
  const [dejavu, mono] = ["DejaVuSans.ttf", "DejaVuSansMono.ttf"]
    .map((name) => `/usr/share/fonts/truetype/dejavu/${name}`);
  if (!dejavu || !mono || !await denoHost().files.isFile(mono)) return;
  const written = async (fonts: readonly string[]) => {
    await save(chart, `${there.path}/a.png`, { fonts });
    return (await Deno.readFile(`${there.path}/a.png`)).length;
  };
  const [without, ...sizes] = [
    await written([`${there.path}/../none.ttf`]).catch(() => 0),
    ...[await written([dejavu]), await written([mono])],
  ];
  assert.equal(without, 0);
  assert.notEqual(sizes[0], sizes[1]);
});

Deno.test("save() says where there is no font to write with", async () => {
  const host = memoryHost();
  await assert.rejects(save(chart, "a.png", { host }), {
    message: 'Cannot save "a.png": no font was found on this machine; name one, as in ' +
      '{ fonts: ["DejaVuSans.ttf"] }, or save the chart as .svg',
  });
});

Deno.test("save() refuses other endings and scales before it draws", async () => {
  const never = new Chart(() => Promise.reject(new Error("it was drawn")), () => "");
  const message = 'Cannot save a chart as "a.pdf": it must end in .svg, .png or .html';
  await assert.rejects(save(never, "a.pdf"), { name: "TypeError", message });
  for (const scale of [0, -1, NaN, 11]) {
    await assert.rejects(save(never, "a.png", { scale }), RangeError);
  }
});

Deno.test("save() refuses a file for a font that is none, in place of a picture without words", async () => {
  await using there = await folder();
  await Deno.writeTextFile(`${there.path}/font.ttf`, "no font at all");
  await Deno.writeTextFile(`${there.path}/empty.ttf`, "");
  for (const name of ["font", "empty"]) {
    const fonts = [`${there.path}/${name}.ttf`];
    await assert.rejects(
      save(chart, `${there.path}/a.png`, { fonts }),
      /^Error: Cannot write with ".*ttf": it must be a TrueType or OpenType font$/,
    );
  }
});
