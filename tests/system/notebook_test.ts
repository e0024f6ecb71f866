import assert from "node:assert/strict";
import { workshop } from "./jupyter.ts";
import { testWith } from "./requires.ts";

testWith({
  name: "01-first-panel runs under nbconvert",
  program: "jupyter-nbconvert",
  fn: async () => {
    await using shop = await workshop();
    const { folder, env } = shop;
    // Its own executor drops outputs of this kernel, so what is proved is that every cell runs.
    const { code, stderr } = await new Deno.Command("jupyter-nbconvert", {
      args: [
        ...["--to", "notebook", "--execute", "--output-dir", folder],
        `${folder}/notebooks/01-first-panel.ipynb`,
      ],
      env,
    }).output();
    assert.equal(code, 0, new TextDecoder().decode(stderr));
    const written = await Deno.readTextFile(`${folder}/01-first-panel.ipynb`);
    const cells: { cell_type: string; execution_count: number | null }[] =
      JSON.parse(written).cells;
    assert.ok(cells.every((cell) => cell.cell_type !== "code" || cell.execution_count !== null));
  },
});
