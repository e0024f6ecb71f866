import assert from "node:assert/strict";
import { type Page } from "playwright-core";
import {
  choice,
  costsChart,
  instrument,
  loadInstrument,
  panel,
  report,
  save,
  scripted,
  simulated,
  text,
} from "../../mod.ts";
import { folder, hostWith } from "../hosts.ts";
import { EVIL, hostileRun, RTL, wholeRun } from "../studies/reported.ts";
import { diary } from "../studies/timeline_fixtures.ts";
import { contrasts } from "./contrast.ts";
import { browser } from "./page.ts";
import { testWith } from "./requires.ts";

let drawn: Promise<readonly [whole: string, hostile: string, diary: string]> | undefined;

/** The pages of a run with every picture, and of one in which everybody is hostile; they are made once. */
async function pages() {
  const place = await folder();
  const drawings = await (drawn ??= draw());
  const at = (name: string) => `${place.path}/${name}.html`;
  const files = { whole: at("whole"), hostile: at("hostile"), diary: at("diary") };
  for (const [place, file] of Object.values(files).entries()) {
    await Deno.writeTextFile(file, drawings[place] ?? "");
  }
  return { ...files, [Symbol.asyncDispose]: () => place[Symbol.asyncDispose]() };
}

async function draw() {
  await using place = await folder();
  const whole = await wholeRun(hostWith(), `${place.path}/runs/whole`);
  const hostile = await hostileRun(hostWith(), `${place.path}/runs/hostile`);
  const followed = await diary(hostWith(), "simulated").run();
  return [
    await (await report(whole)).html(),
    await (await report(hostile)).html(),
    await (await report(followed)).html(),
  ] as const;
}

/** Runs of every other kind, and how many charts their reports have. */
async function otherPages(
  path: string,
): Promise<readonly (readonly [file: string, charts: number])[]> {
  const people = Array.from({ length: 12 }, (_, at) => ({ name: `P${at} ${RTL}\u200b` }));
  const plans = instrument("plans", {
    tier: choice("Which tier?", ["free", "pro"]),
    why: text("W\u200bhy 👩‍👩‍👧?"),
  });
  const asking = panel({ host: hostWith() }).personas(people).models("simulated").seed(3);
  const models = { a: simulated(), b: simulated({ name: "b", failure: 0.5 }) };
  const results = {
    ensemble: [await asking.models("a,b", models).ask(plans).run(), 1],
    variants: [await asking.variants(2).ask(plans).run(), 2],
    routed: [await asking.ask(await loadInstrument("pricing-discovery")).run(), 6],
    failed: [await asking.models("f", { f: simulated({ failure: 1 }) }).ask(plans).run(), 1],
    empty: [await asking.ask(plans).run({ signal: AbortSignal.abort() }), 0],
    waiting: [
      await asking.models(scripted({ tier: "pro", why: "so" })).batch().journal(`${path}/batch`)
        .ask(plans).run(),
      1,
    ],
    followed: [await diary(hostWith(), "a,b").models("a,b", models).run(), 6],
  } as const;
  return await Promise.all(
    Object.entries(results).map(async ([name, [result, charts]]) => {
      const file = `${path}/${name}.html`;
      await Deno.writeTextFile(file, await (await report(result)).html());
      return [file, charts] as const;
    }),
  );
}

testWith({
  name:
    "a report loads from the disk without a network or a word on the console, and every chart has marks",
  program: "chromium",
  fn: async () => {
    await using files = await pages();
    await using chrome = await browser();
    await using place = await folder();
    const others = await otherPages(place.path);
    const counts = [[files.whole, 10], [files.hostile, 4], [files.diary, 4], ...others] as const;
    for (const [file, charts] of counts) {
      const { page, said } = await chrome.open(file);
      assert.deepEqual(said, []);
      const marks = await page.evaluate(() =>
        [...document.querySelectorAll("svg")].map((svg) =>
          [...svg.querySelectorAll<SVGGraphicsElement>("g[aria-label] :is(path,circle,rect,line)")]
            .filter((mark) => mark.getBoundingClientRect().width > 0).length +
          // Where everybody failed there is nothing to mark, and the chart says so.
          Number(svg.textContent?.includes("no valid answers"))
        )
      );
      assert.equal(marks.length, charts, file);
      assert.ok(marks.every((count) => count > 0), `${file}: ${marks}`);
      assert.deepEqual((await contrasts(page)).faint, [], file);
    }
  },
});

testWith({
  name: "a report tells screen readers the name of every chart, and keys reach and move each",
  program: "chromium",
  fn: async () => {
    await using files = await pages();
    await using chrome = await browser();
    const { page } = await chrome.open(files.whole, { width: 360 });
    const { count, names } = await images(page);
    assert.equal(names.length, count);
    assert.ok(names.every((name) => name.trim().length > 3), names.join("|"));
    const regions = await page.evaluate(() =>
      [...document.querySelectorAll(".scroll")].map((one) => one.getAttribute("aria-label"))
    );
    assert.equal(new Set(regions).size, regions.length, "names are not told apart");
    const reached = await focused(page);
    for (const name of regions) assert.ok(reached.includes(name ?? ""), `${name} is not reached`);
    const moved = await page.evaluate(() => {
      const wide = [...document.querySelectorAll(".scroll:has(>svg)")];
      return wide.every((one) => one.scrollWidth > one.clientWidth);
    });
    assert.ok(moved, "a chart is not wider than its region on a telephone");
    await page.locator(".scroll:has(>svg)").first().focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => (document.activeElement?.scrollLeft ?? 0) > 0);
    await page.locator("summary").first().focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("details[open]").count(), 1);
    const levels = await page.evaluate(() =>
      [...document.querySelectorAll("h1,h2,h3")].map(({ tagName }) => Number(tagName[1]))
    );
    assert.ok(levels.every((level, at) => level <= (levels[at - 1] ?? 0) + 1), String(levels));
  },
});

testWith({
  name: "a report has the contrast of WCAG AA, light, dark and on paper",
  program: "chromium",
  fn: async () => {
    await using files = await pages();
    await using chrome = await browser();
    for (const file of [files.whole, files.hostile, files.diary]) {
      for (const scheme of ["light", "dark"] as const) {
        const { page } = await chrome.open(file, { scheme });
        await page.evaluate(() =>
          document.querySelectorAll("details").forEach((one) => one.open = true)
        );
        const { shown, faint } = await contrasts(page);
        assert.ok(shown > 100);
        assert.deepEqual(faint, [], scheme);
      }
      const { page } = await chrome.open(file, { scheme: "dark", media: "print" });
      assert.deepEqual((await contrasts(page)).faint, []);
      await page.evaluate(() => document.querySelector("h1")?.setAttribute("style", "color:#999"));
      assert.equal((await contrasts(page)).faint.length, 1, "faint letters are not found");
      const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(paper, "rgb(255, 255, 255)");
    }
  },
});

testWith({
  name: "a report fits from 360 pixels to 4K and on paper, and its letters grow with the page",
  program: "chromium",
  fn: async () => {
    await using files = await pages();
    await using chrome = await browser();
    for (const file of [files.whole, files.hostile, files.diary]) {
      for (const width of [360, 768, 1280, 1920, 3840]) {
        const { page } = await chrome.open(file, { width });
        const found = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          [...document.querySelectorAll("h1,h2,h3,p,li,pre,.scroll,.notice")]
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1).length,
        ]);
        assert.deepEqual(found, [width, 0]);
      }
      const paper = await chrome.open(file, { width: 680, media: "print" });
      const wide = await paper.page.evaluate(() =>
        [...document.querySelectorAll("svg,table")]
          .filter((one) => one.getBoundingClientRect().right > innerWidth + 1).length
      );
      assert.equal(wide, 0);
      const pdf = await paper.page.pdf({ format: "A4" });
      assert.equal(new TextDecoder().decode(pdf.subarray(0, 5)), "%PDF-");
    }
    const sizes = [];
    for (const width of [360, 3840]) {
      const { page } = await chrome.open(files.whole, { width });
      sizes.push(await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize)));
    }
    assert.ok((sizes[0] ?? 0) >= 16 && (sizes[1] ?? 0) >= 24, String(sizes));
  },
});

testWith({
  name:
    "charts keep their letters as large as they are drawn, on a telephone too, and are moved by keys",
  program: "chromium",
  fn: async () => {
    await using files = await pages();
    await using chrome = await browser();
    const chart = files.whole.replace("whole", "chart");
    await save(costsChart([{ model: "haiku", answers: 50, cost: 0.02, latencies: [400] }]), chart);
    for (const file of [files.whole, files.diary, chart]) {
      for (const width of [360, 1280, 3840]) {
        const { page, said } = await chrome.open(file, { width });
        assert.deepEqual(said, []);
        const scales = await page.evaluate(() =>
          [...document.querySelectorAll("svg")].map((svg) =>
            svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
          )
        );
        assert.ok(scales.length > 0 && scales.every((scale) => scale >= 0.999), String(scales));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.equal(wide, width);
      }
    }
    const { page } = await chrome.open(chart, { width: 360 });
    await page.locator(".scroll").focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => (document.activeElement?.scrollLeft ?? 0) > 0);
  },
});

testWith({
  name: "a report shows hostile names, options and answers as text",
  program: "chromium",
  fn: async () => {
    await using files = await pages();
    await using chrome = await browser();
    const { page, said } = await chrome.open(files.hostile);
    assert.deepEqual(said, []);
    assert.equal(await page.title(), `${EVIL} · synthetic respondents`);
    assert.equal(
      await page.locator("script, img, iframe, object, embed, a:not([href^='#'])").count(),
      0,
    );
    assert.equal(await page.locator("[onerror]").count(), 0);
    assert.equal(await page.locator("h1").innerText(), EVIL);
    const cells = await page.locator("tbody :is(th,td)").allInnerTexts();
    for (const text of [EVIL, RTL]) assert.ok(cells.includes(text), text);
    assert.ok(cells.some((cell) => cell.endsWith("… (10,000 characters)")));
    assert.ok(cells.every((cell) => !cell.includes("\u202e")));
    const notice = page.getByRole("note", { name: "Who answered" });
    assert.match(await notice.innerText(), /^Synthetic respondents: no person was asked\./);
    assert.ok(await notice.isVisible());
  },
});

/** The pictures of a page, and their names as the browser tells them to screen readers. */
async function images(page: Page): Promise<{ count: number; names: string[] }> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const names = nodes.filter(({ role, ignored }) =>
    !ignored && ["image", "img"].includes(String(role?.value).toLowerCase())
  ).map(({ name }) => String(name?.value ?? ""));
  return { count: await page.locator("svg").count(), names };
}

/** The names of what the tabulator key reaches, one after the other. */
async function focused(page: Page): Promise<string[]> {
  const names: string[] = [];
  for (let at = 0; at < 200; at++) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => {
      const { activeElement } = document;
      if (activeElement === null || activeElement === document.body) return null;
      return activeElement.getAttribute("aria-label") ?? activeElement.textContent ?? "";
    });
    if (name === null) break;
    names.push(name);
  }
  return names;
}
