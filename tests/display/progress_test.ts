import assert from "node:assert/strict";
import { Progress } from "../../lib/display/progress.ts";

/** A progress of ten answers on a terminal whose words and time are the test's. */
function watched(interactive: boolean) {
  const written: string[] = [];
  const time = { now: 0 };
  const terminal = {
    out: () => assert.fail("progress goes to standard error"),
    err: (text: string) => void written.push(text),
    interactive,
    colour: false,
    ask: () => assert.fail("progress asks nobody"),
  };
  const progress = new Progress(terminal, () => time.now, 10);
  const answer = (milliseconds: number, status = "ok") => {
    time.now += milliseconds;
    progress.count({ status });
  };
  return { written, answer, progress };
}

Deno.test("Progress redraws one line where a person watches, five times a second", () => {
  const { written, answer, progress } = watched(true);
  for (const pause of [150, 100, 100, 100]) answer(pause);
  progress.end();
  assert.deepEqual(written.map((text) => text.replace("\r\u001b[2K", "> ")), [
    "> ████▊··················· 2 of 10 answers, about 1 s left",
    "> █████████▋·············· 4 of 10 answers, about 1 s left",
    "> █████████▋·············· 4 of 10 answers, about 1 s left",
    "\n",
  ]);
});

Deno.test("Progress writes a plain line every five seconds elsewhere, and one at the end", () => {
  const { written, answer, progress } = watched(false);
  for (const pause of [3000, 3000, 3000]) answer(pause, pause === 3000 ? "failed" : "ok");
  progress.end();
  assert.deepEqual(written, [
    "2 of 10 answers, 2 failed, 6.0 s\n",
    "3 of 10 answers, 3 failed, 9.0 s\n",
  ]);
});

Deno.test("Progress of a shorter way ends with all that was asked", () => {
  const { written, answer, progress } = watched(false);
  for (const pause of [100, 100, 100]) answer(pause);
  progress.complete();
  progress.end();
  assert.deepEqual(written, ["3 of 3 answers, 0.3 s\n"]);
});

Deno.test("Progress guesses what is left in seconds, minutes or hours", () => {
  const left = (milliseconds: number) => {
    const { written, answer } = watched(true);
    answer(milliseconds);
    return /about (.*) left/.exec(written.join(""))?.[1];
  };
  assert.deepEqual([5000, 60_000, 3_600_000].map(left), ["45 s", "9 min", "9 h"]);
});
