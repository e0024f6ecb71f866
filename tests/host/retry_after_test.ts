import fc from "fast-check";
import assert from "node:assert/strict";
import { retryAfter } from "../../lib/host/retry_after.ts";

// Saturday, 21 November 2026, 09:30 UTC.
const NOW = Date.UTC(2026, 10, 21, 9, 30);

function wait(value: string, header = "retry-after"): number | undefined {
  return retryAfter(new Headers({ [header]: value }), NOW);
}

Deno.test("retryAfter() reads seconds, whole and in fractions", () => {
  assert.equal(wait("2"), 2);
  assert.equal(wait("0.25"), 0.25);
  assert.equal(wait(" 7 "), 7);
  assert.equal(wait("0"), 0);
  assert.equal(wait("3600"), 3600);
});

Deno.test("retryAfter() prefers the milliseconds of retry-after-ms", () => {
  assert.equal(wait("1500", "retry-after-ms"), 1.5);
  assert.equal(retryAfter(new Headers({ "retry-after-ms": "20", "retry-after": "9" }), NOW), 0.02);
});

Deno.test("retryAfter() looks further when retry-after-ms says nothing", () => {
  for (const empty of ["", "soon", "NaN", "Infinity"]) {
    const headers = new Headers({ "retry-after-ms": empty, "retry-after": "9" });
    assert.equal(retryAfter(headers, NOW), 9, empty);
  }
});

Deno.test("retryAfter() reads an HTTP date", () => {
  assert.equal(wait("Sat, 21 Nov 2026 09:30:12 GMT"), 12);
  assert.equal(wait("Saturday, 21-Nov-26 09:31:00 GMT"), 60);
  assert.equal(wait("Sat Nov 21 09:30:12 2026"), 12);
  assert.equal(retryAfter(new Headers({ "retry-after": "Sun Nov  6 08:49:37 1994" }), NOW), 0);
});

Deno.test("retryAfter() reads an RFC 3339 time, with or without an offset from UTC", () => {
  assert.equal(wait("2026-11-21T09:30:30Z", "anthropic-ratelimit-requests-reset"), 30);
  assert.equal(wait("2026-11-21T10:31:00+01:00"), 60);
  assert.equal(wait("2026-11-21T09:30:00.500Z"), 0.5);
});

Deno.test("retryAfter() reads durations as Go writes them", () => {
  const header = "x-ratelimit-reset-requests";
  assert.equal(wait("1s", header), 1);
  assert.equal(wait("6m0s", header), 360);
  assert.equal(wait("120ms", header), 0.12);
  assert.equal(wait("1h2m3.5s", header), 3723.5);
});

Deno.test("retryAfter() takes a number beyond a year for a Unix time", () => {
  assert.equal(wait(String(NOW / 1000 + 20)), 20);
  assert.equal(wait(String(NOW + 2500)), 2.5);
  assert.equal(wait(String(NOW / 1000 + 20.5), "x-ratelimit-reset"), 20.5);
  assert.equal(wait("20", "x-ratelimit-reset"), 20);
});

Deno.test("retryAfter() reads every reset header of Anthropic's, the known ones first", () => {
  for (const limit of ["requests", "tokens", "input-tokens", "output-tokens", "unified"]) {
    assert.equal(wait("2026-11-21T09:30:07Z", `anthropic-ratelimit-${limit}-reset`), 7, limit);
  }
  assert.equal(wait("2026-11-21T09:30:07Z", "anthropic-priority-input-tokens-reset"), 7);
  const both = new Headers({
    "anthropic-priority-input-tokens-reset": "2026-11-21T09:31:00Z",
    "anthropic-ratelimit-tokens-reset": "2026-11-21T09:30:03Z",
  });
  assert.equal(retryAfter(both, NOW), 3);
  assert.equal(wait("7", "anthropic-ratelimit-tokens-limit"), undefined);
});

Deno.test("retryAfter() is 0 for a moment that has passed", () => {
  for (const past of ["-5", "Sat, 21 Nov 2026 09:29:00 GMT", "2020-01-01T00:00:00Z"]) {
    assert.equal(wait(past), 0, past);
  }
  assert.equal(wait("-20", "retry-after-ms"), 0);
  assert.equal(wait("-1m5s", "x-ratelimit-reset-tokens"), 0);
  assert.equal(wait("-3", "x-ratelimit-reset"), 0);
});

Deno.test("retryAfter() does not guess at what it cannot read", () => {
  const texts = ["soon", "", "in 5 minutes", "wait 30", "1 fortnight", "6m0x", "NaN", "Infinity"];
  for (const text of texts) assert.equal(wait(text), undefined, text);
  assert.equal(retryAfter(new Headers(), NOW), undefined);
});

Deno.test("retryAfter() takes retry-after before the reset headers, and skips what it cannot read", () => {
  const resets = { "x-ratelimit-reset-requests": "6m0s", "x-ratelimit-reset": "4" };
  assert.equal(retryAfter(new Headers({ "retry-after": "1", ...resets }), NOW), 1);
  assert.equal(retryAfter(new Headers({ "retry-after": "later", ...resets }), NOW), 360);
  assert.equal(wait("5s", "x-ratelimit-reset-tokens"), 5);
  assert.equal(wait("5", "x-ratelimit-reset"), 5);
  assert.equal(wait("2026-11-21T09:30:05Z", "anthropic-ratelimit-tokens-reset"), 5);
  assert.equal(wait("2026-11-21T09:30:05Z", "anthropic-ratelimit-input-tokens-reset"), 5);
});

Deno.test("retryAfter() is never negative and never infinite, whatever a header says", () => {
  const values = fc.oneof(
    fc.stringMatching(/^[\x20-\x7e]{0,40}$/),
    fc.double().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  );
  fc.assert(
    fc.property(values, (value) => {
      const seconds = wait(value);
      assert.ok(seconds === undefined || (seconds >= 0 && Number.isFinite(seconds)));
    }),
    { seed: 5, numRuns: 1000 },
  );
});
