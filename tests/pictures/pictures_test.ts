import assert from "node:assert/strict";
import { PICTURES, pictures } from "./make.ts";

Deno.test("README shows the pictures that the code draws, to the byte, and has words for each", async () => {
  const readme = await Deno.readTextFile(new URL("../../README.md", import.meta.url));
  for (const [name, svg] of await pictures()) {
    assert.equal(await Deno.readTextFile(new URL(name, PICTURES)), svg, name);
    assert.match(readme, new RegExp(`!\\[[^\\]]{20,}\\]\\(fixtures/pictures/${name}\\)`));
  }
});
