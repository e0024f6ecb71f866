import assert from "node:assert/strict";
import { VERSION } from "../../lib/host/version.ts";
import settings from "../../deno.json" with { type: "json" };

Deno.test("VERSION is the version of deno.json", () => {
  assert.equal(VERSION, settings.version);
});
