import assert from "node:assert/strict";

const FOLDER = new URL("./golden/", import.meta.url);

/**
 * Asserts that a picture is the one that somebody looked at and kept. With `QUORUM_GOLDEN=write` it is
 * written instead: look at it before it is committed.
 */
export async function assertGolden(name: string, svg: string): Promise<void> {
  const file = new URL(`${name}.svg`, FOLDER);
  if (Deno.env.get("QUORUM_GOLDEN") === "write") {
    return await Deno.writeTextFile(file, inLines(svg));
  }
  const kept = await Deno.readTextFile(file);
  assert.equal(inLines(svg), kept, `${name}.svg is another picture; see tests/display/golden.ts`);
}

/** A tag a line, so that a difference can be read; the spaces of texts are kept. */
function inLines(svg: string): string {
  return `${svg.replace(/></g, ">\n<")}\n`;
}
