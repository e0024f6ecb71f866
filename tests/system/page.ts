import { type Browser, chromium, type Page } from "playwright-core";

/** How a page is looked at. */
export interface Look {
  readonly width?: number;
  readonly scheme?: "light" | "dark";
  readonly media?: "screen" | "print";
}

/** A page in a browser without a network, and what it said. */
export interface Opened {
  readonly page: Page;
  /** What it wrote to its console, what it threw, and what it asked for beside its file. */
  readonly said: readonly string[];
}

/** A browser, which is closed at the end of the test. */
export async function browser(): Promise<AsyncDisposable & Opener> {
  const chrome = await chromium.launch({
    executablePath: programPath("chromium"),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  return {
    open: (file, look) => opened(chrome, file, look),
    [Symbol.asyncDispose]: () => chrome.close(),
  };
}

/** What opens pages. */
export interface Opener {
  /** Opens a file from the disk. */
  open(file: string, look?: Look): Promise<Opened>;
}

async function opened(
  chrome: Browser,
  file: string,
  { width = 1280, scheme = "light", media = "screen" }: Look = {},
): Promise<Opened> {
  const context = await chrome.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    offline: true,
  });
  const page = await context.newPage();
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("request", (request) => {
    if (request.url() !== `file://${file}`) said.push(request.url());
  });
  await page.emulateMedia({ media, colorScheme: scheme });
  await page.goto(`file://${file}`);
  return { page, said };
}

function programPath(program: string): string {
  const folders = (Deno.env.get("PATH") ?? "").split(":");
  const found = folders.map((folder) => `${folder}/${program}`).find((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  });
  return found ?? program;
}
