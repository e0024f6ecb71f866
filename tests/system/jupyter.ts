const ROOT = new URL("../../", import.meta.url).pathname;

/** What the modules of this repository need where they run, beside themselves. */
const NEEDED = ["deno.json", "deno.lock", "fixtures", "lib", "mod.ts"];

/** A folder for Debian's Jupyter to work in, and what to tell it of the kernel. */
export interface Workshop {
  /** Holds a copy of `notebooks/` beside all that it imports, so that what is saved there hurts nobody. */
  readonly folder: string;
  /** Where Jupyter finds the Deno kernel, and keeps what it keeps. */
  readonly env: Readonly<Record<string, string>>;
}

/** A folder to run notebooks in, which goes with the test. */
export async function workshop(): Promise<AsyncDisposable & Workshop> {
  const folder = await Deno.makeTempDir({ prefix: "quorum-jupyter-" });
  for (const name of NEEDED) await Deno.symlink(`${ROOT}${name}`, `${folder}/${name}`);
  await Deno.mkdir(`${folder}/notebooks`);
  for await (const { name } of Deno.readDir(`${ROOT}notebooks`)) {
    if (!name.endsWith(".ipynb")) continue;
    await Deno.copyFile(`${ROOT}notebooks/${name}`, `${folder}/notebooks/${name}`);
  }
  const data = `${folder}/.jupyter`;
  await Deno.mkdir(`${data}/kernels/deno`, { recursive: true });
  await Deno.writeTextFile(
    `${data}/kernels/deno/kernel.json`,
    JSON.stringify({
      argv: [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"],
      display_name: "Deno",
      language: "typescript",
    }),
  );
  return {
    folder,
    env: {
      ...{ JUPYTER_PATH: data, JUPYTER_DATA_DIR: data },
      ...{ JUPYTER_CONFIG_DIR: data, JUPYTER_RUNTIME_DIR: data, NO_COLOR: "1" },
      QUORUM_RUNS: `${folder}/runs`,
    },
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}
