import assert from "node:assert/strict";
import { chromium, type Page } from "playwright-core";
import { type Workshop, workshop } from "./jupyter.ts";
import { programPath, testWith } from "./requires.ts";

testWith({
  name: "a notebook runs in the classic notebook page and shows its pictures there",
  program: ["jupyter-notebook", "chromium"],
  fn: async () => {
    await using shop = await workshop();
    await using server = await serving(shop);
    const chrome = await chromium.launch({
      executablePath: programPath("chromium") ?? "",
      args: ["--no-sandbox", "--disable-gpu"],
    });
    try {
      const page = await chrome.newPage({ viewport: { width: 1280, height: 1000 } });
      await page.route((url) => url.host !== server.host, (route) => route.abort());
      await page.goto(`http://${server.host}/notebooks/notebooks/01-first-panel.ipynb`);
      await runAll(page);
      assert.equal(await page.locator(".output_error").count(), 0);
      // The kernel may send what is printed too late for this page, but never the value of a cell.
      const shown = page.locator(".code_cell").filter({ has: page.locator(".output_result") });
      assert.equal(await shown.count(), 7);
      assert.match(await shown.nth(0).innerText(), /General consumers: 15 personas/);
      const picture = shown.filter({ hasText: 'result.plot("happiness")' }).locator("svg");
      const { width = 0, height = 0 } = await picture.boundingBox() ?? {};
      assert.ok(width > 400 && height > 100, `${width} x ${height}`);
      assert.match(await picture.innerHTML(), /simulated respondents, not a language model/);
    } finally {
      await chrome.close();
    }
  },
});

/** Clears what the file showed, runs all cells by the menu, and waits until each has its number. */
async function runAll(page: Page): Promise<void> {
  await page.locator("#kernel_indicator_icon.kernel_idle_icon").waitFor({ timeout: 60_000 });
  await page.locator("#celllink").click();
  await page.locator("#all_outputs").hover();
  await page.locator("#clear_all_output").click();
  assert.equal(await page.locator(".output_area").count(), 0);
  await page.locator("#celllink").click();
  await page.locator("#run_all_cells").click();
  const cells = await page.locator(".code_cell").count();
  const numbered = page.locator(".code_cell .input_prompt").filter({ hasText: /\[\d+\]/ });
  await numbered.nth(cells - 1).waitFor({ timeout: 120_000 });
}

/** A notebook server on a port of its own, which ends with the test. */
async function serving({ folder, env }: Workshop): Promise<AsyncDisposable & { host: string }> {
  const port = freePort();
  const host = `127.0.0.1:${port}`;
  const server = new Deno.Command("jupyter-notebook", {
    args: [
      ...["--no-browser", "--allow-root", "--port-retries=0", `--notebook-dir=${folder}`],
      ...["--ip=127.0.0.1", `--port=${port}`],
      ...["--NotebookApp.token=", "--NotebookApp.password="],
    ],
    ...{ env, stdout: "null", stderr: "piped" },
  }).spawn();
  const said = server.stderr.pipeThrough(new TextDecoderStream()).values();
  let log = "";
  while (!log.includes(`http://${host}/`)) {
    const { done, value } = await said.next();
    assert.ok(!done, `Cannot start jupyter-notebook: ${log}`);
    log += value;
  }
  const rest = Array.fromAsync(said);
  return {
    host,
    [Symbol.asyncDispose]: async () => {
      server.kill("SIGTERM");
      await Promise.all([server.status, rest]);
    },
  };
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
