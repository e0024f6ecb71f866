import assert from "node:assert/strict";
import { Progress } from "../../lib/display/progress.ts";
import { barLine, progressBar } from "../../lib/display/progress_bar.ts";
import { ProgressCell } from "../../lib/display/progress_cell.ts";
import { progressFace } from "../../lib/display/progress_face.ts";
import { type ProgressState, seenAfter } from "../../lib/display/progress_state.ts";
import { width } from "../../lib/display/columns.ts";

const NOTHING: ProgressState = {
  ...{ what: "answers", done: 0, total: 10, failed: 0, cached: 0, spent: 0, convergence: null },
};

const EVERYTHING: ProgressState = {
  ...{ what: "answers", done: 40, total: 100, failed: 2, cached: 30, spent: 0.1234 },
  convergence: { measure: "half-width", now: 0.1234, enough: 0.1 },
};

/** A terminal whose words and time are the test's, and a run of ten answers that it watches. */
function watching({ interactive = false, columns = 80, how = "text" } = {}) {
  const written: string[] = [];
  const time = { now: 0 };
  const run = { ...NOTHING };
  const terminal = {
    out: () => assert.fail("progress goes to standard error"),
    err: (text: string) => void written.push(text),
    ...{ interactive, columns, colour: false },
    ask: () => assert.fail("progress asks nobody"),
  };
  const face = progressFace(terminal, how);
  const progress = new Progress(face, () => time.now, () => run);
  const answer = (milliseconds: number, failed = 0) => {
    time.now += milliseconds;
    run.done += 1;
    run.failed += failed;
    progress.tick();
  };
  return { written, answer, progress, run, time, terminal };
}

const drawn = (written: readonly string[]) =>
  written.map((text) => text.replace("\r\u001b[2K", "> "));

Deno.test("Progress redraws one line where a person watches, five times a second", () => {
  const { written, answer, progress } = watching({ interactive: true });
  for (const pause of [150, 100, 100, 100]) answer(pause);
  progress.end();
  assert.deepEqual(drawn(written), [
    "> ████▊··················· 2 of 10 answers, about 1 s left",
    "> █████████▋·············· 4 of 10 answers, about 1 s left",
    "> █████████▋·············· 4 of 10 answers, 0.5 s\n",
  ]);
});

Deno.test("Progress writes a plain line every five seconds elsewhere, and one at the end", () => {
  const { written, answer, progress } = watching();
  for (const pause of [3000, 3000, 3000]) answer(pause, 1);
  progress.end();
  assert.deepEqual(written, [
    "2 of 10 answers, 2 failed, about 24 s left\n",
    "3 of 10 answers, 3 failed, 9.0 s\n",
  ]);
});

Deno.test("Progress writes lines of JSON for programs, at most five a second", () => {
  const { written, answer, progress, run } = watching({ how: "json" });
  Object.assign(run, { cached: 1, spent: 0.25 });
  for (const pause of [100, 100, 100]) answer(pause);
  Object.assign(run, { spent: null, convergence: { measure: "jsd", now: 1 / 3, enough: 0.02 } });
  progress.end();
  assert.deepEqual(written.map((line) => JSON.parse(line)), [
    {
      ...{ type: "progress", unit: "answers", done: 2, total: 10, failed: 0, cached: 1 },
      ...{ spent: 0.25, seconds: 0.2, eta: 1.6, convergence: null, ended: false },
    },
    {
      ...{ type: "progress", unit: "answers", done: 3, total: 10, failed: 0, cached: 1 },
      ...{ spent: null, seconds: 0.3, eta: null },
      convergence: { measure: "jsd", now: 0.333333, enough: 0.02 },
      ended: true,
    },
  ]);
  assert.ok(written.every((line) => line.endsWith("\n") && line.indexOf("\n") === line.length - 1));
});

Deno.test("Progress shows nothing where nobody wants it, and nothing of a run that did nothing", () => {
  const silent = watching({ how: "none", interactive: true });
  for (const pause of [9000, 9000]) silent.answer(pause);
  silent.progress.end();
  const idle = watching();
  idle.progress.end();
  assert.deepEqual([silent.written, idle.written], [[], []]);
});

Deno.test("Progress guesses what is left in seconds, minutes or hours, from those who were asked", () => {
  const left = (milliseconds: number, cached = 0) => {
    const { written, answer, run } = watching({ interactive: true });
    Object.assign(run, { cached, done: cached });
    answer(milliseconds);
    return /about (.*) left/.exec(written.join(""))?.[1];
  };
  assert.deepEqual([5000, 60_000, 3_600_000].map((time) => left(time)), ["45 s", "9 min", "9 h"]);
  // Eight were there before: the one that was asked took the five seconds, and one is left.
  assert.equal(left(5000, 8), "5 s");
});

Deno.test("Progress takes no more than a fiftieth of the time", () => {
  const time = { now: 0 };
  const face = { pause: 200, show: () => void (time.now += 100) };
  const progress = new Progress(face, () => time.now, () => EVERYTHING);
  const tickAt = (now: number) => {
    time.now = now;
    progress.tick();
    return time.now > now;
  };
  // Showing takes 100 ms, so it is done again after 5 s.
  assert.deepEqual([199, 200, 500, 5299, 5300, 9999].map(tickAt), [
    ...[false, true, false, false, true, false],
  ]);
});

Deno.test("barLine() tells everything that fits, the most needed first, and is never too wide", () => {
  const seen = seenAfter(10, EVERYTHING, false);
  assert.equal(
    barLine(seen, 119),
    "████████············ 40 of 100 answers, 2 failed, about 60 s left, " +
      "shares within ±0.12 (asked ±0.1), $0.1234, 30 cached",
  );
  assert.equal(
    barLine(seen, 99),
    "████████············ 40 of 100 answers, 2 failed, 60 s left, ±0.12 (asked ±0.1), $0.1234, 30 cached",
  );
  assert.equal(
    barLine(seen, 79),
    "████▍······ 40 of 100 answers, 2 failed, 60 s left, ±0.12 (asked ±0.1), $0.1234",
  );
  const batches = { measure: "jsd", now: 0.031, enough: 0.02 } as const;
  assert.match(
    barLine({ ...seen, convergence: batches }, 130),
    /last batch off by 0\.031 \(asked 0\.02\)/,
  );
  assert.match(barLine({ ...seen, convergence: batches }, 79), /, JSD 0\.031 \(asked 0\.02\)/);
  assert.equal(barLine(seen, 39), "████▍······ 40 of 100 answers, 2 failed");
  for (let columns = 1; columns < 130; columns += 1) {
    assert.ok(width(barLine(seen, columns)) <= columns, `${columns}`);
  }
});

Deno.test("progressBar() takes away the whole line that a narrower terminal has broken", () => {
  const written: string[] = [];
  const terminal = {
    out: () => {},
    err: (text: string) => void written.push(text),
    ...{ interactive: true, columns: 80, colour: false },
    ask: () => Promise.resolve(undefined),
  };
  const bar = progressBar(terminal);
  bar.show(seenAfter(10, EVERYTHING, false));
  terminal.columns = 40;
  bar.show(seenAfter(10, EVERYTHING, false));
  // 79 columns stand in two rows of 40 now: one row up, and away to the end of the screen.
  assert.equal(written[1], "\u001b[1A\r\u001b[J████▍······ 40 of 100 answers, 2 failed");
});

Deno.test("Progress lets other words stand above its line", () => {
  const { written, answer, progress, terminal } = watching({ interactive: true });
  progress.aside(() => terminal.err("early\n"));
  answer(300);
  progress.aside(() => terminal.err("a check\n"));
  const line = "██▍····················· 1 of 10 answers, about 3 s left";
  assert.deepEqual(drawn(written), ["early\n", `> ${line}`, "> ", "a check\n", line]);
});

/** A page that keeps what it is shown, by name. */
function page() {
  const shown: { name: string; bundle: Readonly<Record<string, string>> }[] = [];
  const notebook = {
    show: (name: string, bundle: Readonly<Record<string, string>>) => {
      shown.push({ name, bundle });
      return Promise.resolve();
    },
  };
  return { shown, notebook };
}

Deno.test("ProgressCell shows a bar, words and shares that fill in, every word of them escaped", async () => {
  const { shown, notebook } = page();
  const cell = new ProgressCell(notebook, "one", () => ({
    notice: null,
    source: "simulated <respondents>",
    shares: [{
      title: "Which <b>tier</b>?",
      answers: 4,
      counts: [{ label: "<img onerror=alert(1)>", count: 3 }, { label: "pro", count: 1 }],
    }],
  }));
  cell.show(seenAfter(10, EVERYTHING, false));
  await cell.settled;
  assert.equal(shown[0]?.name, "one");
  const { "text/html": html = "", "text/plain": text = "" } = shown[0]?.bundle ?? {};
  assert.match(html, /role="progressbar" aria-label="answers" aria-valuenow="40"/);
  assert.match(html, /Which &lt;b&gt;tier&lt;\/b&gt;\? \(4 answers so far\)/);
  assert.match(
    html,
    /&lt;img onerror=alert\(1\)&gt;.*75 %.*pro.*25 %.*simulated &lt;respondents&gt;/,
  );
  assert.doesNotMatch(html, /<img|<b>|<respondents/);
  assert.deepEqual(text.split("\n").slice(1), [
    "Which <b>tier</b>? (4 answers so far)",
    "  <img onerror=alert(1)>  ██████████████████  75 %  3",
    "  pro                     ██████              25 %  1",
    "simulated <respondents>",
  ]);
});

Deno.test("ProgressCell shows nothing of a run that is over at once, unless something must be said", async () => {
  const { shown, notebook } = page();
  const over = seenAfter(0.3, EVERYTHING, true);
  const quiet = new ProgressCell(notebook, "quiet", () => ({
    ...{ notice: null, source: null, shares: [] },
  }));
  quiet.show(over);
  const told = new ProgressCell(notebook, "told", () => ({
    ...{ notice: "stopped", source: null, shares: [] },
  }));
  told.show(over);
  await Promise.all([quiet.settled, told.settled]);
  assert.deepEqual(shown.map(({ name }) => name), ["told"]);
});

Deno.test("ProgressCell passes over what the page has no time for, and always shows the end", async () => {
  const taken = Promise.withResolvers<void>();
  const shown: string[] = [];
  const notebook = {
    show: (_: string, { "text/plain": text = "" }) => {
      shown.push(/\d+ of 100/.exec(text)?.[0] ?? "");
      return taken.promise;
    },
  };
  const cell = new ProgressCell(
    notebook,
    "slow",
    () => ({ notice: null, source: null, shares: [] }),
  );
  for (const done of [1, 2, 3]) cell.show(seenAfter(1, { ...EVERYTHING, done }, false));
  cell.show(seenAfter(1, { ...EVERYTHING, done: 100 }, true));
  taken.resolve();
  await cell.settled;
  assert.deepEqual(shown, ["1 of 100", "100 of 100"]);
});
