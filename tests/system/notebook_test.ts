import assert from "node:assert/strict";
import { testWith } from "./requires.ts";

const FIRST = new URL("../../notebooks/01-first-panel.ipynb", import.meta.url).pathname;

testWith({
  name: "01-first-panel runs under nbconvert",
  program: "jupyter-nbconvert",
  fn: async () => {
    const data = await Deno.makeTempDir({ prefix: "quorum-jupyter-" });
    await Deno.mkdir(`${data}/kernels/deno`, { recursive: true });
    await Deno.writeTextFile(
      `${data}/kernels/deno/kernel.json`,
      JSON.stringify({
        argv: [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"],
        display_name: "Deno",
        language: "typescript",
      }),
    );
    // Its own executor drops outputs of this kernel, so what is proved is that every cell runs.
    const { code, stderr } = await new Deno.Command("jupyter-nbconvert", {
      args: ["--to", "notebook", "--execute", "--output-dir", data, FIRST],
      env: {
        JUPYTER_PATH: data,
        JUPYTER_RUNTIME_DIR: data,
        NO_COLOR: "1",
        QUORUM_RUNS: `${data}/runs`,
      },
    }).output();
    const written = await Deno.readTextFile(`${data}/01-first-panel.ipynb`).catch(() => "");
    await Deno.remove(data, { recursive: true });
    assert.equal(code, 0, new TextDecoder().decode(stderr));
    const cells: { cell_type: string; execution_count: number | null }[] =
      JSON.parse(written).cells;
    assert.ok(cells.every((cell) => cell.cell_type !== "code" || cell.execution_count !== null));
  },
});
