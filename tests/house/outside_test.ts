import assert from "node:assert/strict";
import { outsideOffences } from "./outside.ts";
import { assertClean, parse } from "./source.ts";

Deno.test("outsideOffences() finds every reach for the world, wherever it hides", () => {
  const reaches = [
    `Deno.args;`,
    `const { env } = Deno;`,
    `const now = Date.now;`,
    `new Date();`,
    `Date();`,
    `const When = Date;`,
    `(Date).now();`,
    `Date["now"]();`,
    `performance.now();`,
    `Math.random();`,
    `Math["random"]();`,
    `const { random } = Math;`,
    `fetch("https://example.com");`,
    `const options = { fetch };`,
    `globalThis.fetch("x");`,
    `console.log(1);`,
    `setTimeout(() => {}, 1);`,
    `setInterval(() => {}, 1);`,
    `setImmediate(() => {});`,
    `process.exit();`,
    `crypto.randomUUID();`,
    `crypto.getRandomValues(a);`,
    `AbortSignal.timeout(5);`,
    `Temporal.Now.instant();`,
    `navigator.userAgent;`,
    `localStorage.clear();`,
    `eval("1");`,
    "const text = `at ${new Date().getFullYear()}`;",
    "const text = `a ${`b ${console.log(1)}`}`;",
    "tag`${performance.now()}`;",
    `function f(at = Date.now()) {}`,
    `class A { static at = Date.now(); }`,
    `class A { [process.pid]() {} }`,
    `class A { static { console.log(1); } }`,
    `const r = a / b; console.log(/"/); // "`,
    `function f(fetch) {} fetch("x");`,
    `{ const console = 1; } console.log(1);`,
    `(console as unknown as Log).log!(1);`,
    `x?.[Math.random()];`,
    `import fs from "node:fs";`,
    `import { readFile } from "node:fs/promises";`,
    `export * from "node:http";`,
    `const sqlite = await import("node:sqlite");`,
    `import { randomBytes } from "node:crypto";`,
    `import crypto from "node:crypto";`,
    `import * as crypto from "node:crypto";`,
    `import process from "node:process";`,
  ];
  for (const reach of reaches) {
    const offences = outsideOffences(parse("lib/rows/bad.ts", `/* é */\n${reach}`));
    assert.deepEqual(offences.map(({ line }) => line), [2], reach);
  }
});

Deno.test("outsideOffences() passes over comments, texts, types and names of one's own", () => {
  const fine = [
    `// Date.now() and fetch("x")`,
    `/* console.log(1) */`,
    `const text = "Deno.args; console.log(1)" + 'fetch(' + \`process.\`;`,
    `const face = Symbol.for("Deno.customInspect");`,
    `const pattern = /console.log(1)/;`,
    `const day = new Date(0); new Date(2026, 1); Date.UTC(2026); Date.parse("2026");`,
    `if (day instanceof Date && Math.max(1, 2) > 1) {}`,
    `const request = (host: { fetch: typeof fetch }) => host.fetch("x");`,
    `const { fetch, console: log } = host; fetch("x");`,
    `function process(console: Console) { console.log(1); }`,
    `type Timer = ReturnType<typeof setTimeout>;`,
    `for (const location of places) location.name;`,
    `try {} catch (performance) { performance.message; }`,
    `class A { fetch() {} get Deno() { return 1; } process = 1; }`,
    `await crypto.subtle.digest("SHA-256", bytes);`,
    `import { hash } from "node:crypto"; import { parseArgs } from "node:util";`,
  ].join("\n");
  assertClean(outsideOffences(parse("lib/rows/fine.ts", fine)));
  assertClean(outsideOffences(parse("lib/host/deno.ts", "Deno.args; Date.now();")));
});
