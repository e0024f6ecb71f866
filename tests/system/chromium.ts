/** The page that Chromium makes of HTML, once its scripts have run, without any network. */
export async function chromium(html: string): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "quorum-browser-" });
  try {
    await Deno.writeTextFile(`${folder}/page.html`, html);
    const { stdout } = await new Deno.Command("chromium", {
      args: [
        ...["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"],
        ...["--disable-background-networking", "--disable-component-update"],
        ...[`--user-data-dir=${folder}`, "--virtual-time-budget=2000", "--dump-dom"],
        `file://${folder}/page.html`,
      ],
      stderr: "null",
    }).output();
    return new TextDecoder().decode(stdout);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
