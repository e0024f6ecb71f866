import assert from "node:assert/strict";
import { envFor, folder, serving } from "../hosts.ts";
import { ONE, people } from "../commands/desk.ts";
import { startLoopback } from "../loopback/service.ts";
import { finished } from "./command.ts";

/** It looks like no provider's key, so that only knowing it helps; and it is written otherwise in addresses. */
const KEY = "planted/0f9e8d7c+6b5a4d3c=2b1a";

/** How a service may repeat a key: as it is, in an address, and in base64, alone and in a login. */
const FORMS = [
  KEY,
  encodeURIComponent(KEY),
  encodeURIComponent(KEY).toLowerCase(),
  btoa(KEY),
  btoa(`user:${KEY}`),
  btoa(KEY).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""),
  KEY.split("").map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join(""),
];

/** What must be found nowhere: every form, and the part of it that no other bytes around it change. */
const TRACES = [...FORMS, "0f9e8d7c", btoa("planted/0f9e8d7c+6b5a").slice(0, -2)];

/** Those whose questions are answered, and those whose are refused, a form for each. */
const NAMES = Array.from({ length: 2 * FORMS.length }, (_, place) => `P${place}`).reverse();
const STATUSES = [400, 401, 403, 404, 413, 422, 429, 500, 529] as const;

/** Everything that lies in a folder: the bytes of its files, one letter a byte, by their path. */
async function* contents(path: string): AsyncGenerator<readonly [path: string, text: string]> {
  for await (const { name, isDirectory } of Deno.readDir(path)) {
    const inside = `${path}/${name}`;
    if (isDirectory) yield* contents(inside);
    else yield [inside, new TextDecoder("latin1").decode(await Deno.readFile(inside))];
  }
}

for (const status of STATUSES) {
  for (const model of ["gpt-4o-mini", "haiku"]) {
    Deno.test(`a run on ${model} leaves no key behind when the service repeats it with ${status}`, async () => {
      await using place = await folder();
      await using loop = startLoopback({ keys: [KEY] });
      let asked = 0;
      await using echo = serving(async (request) => {
        asked += 1;
        const { headers } = request;
        const form = FORMS[Number(/\bP(\d+)\b/.exec(bodies())?.[1])];
        if (form !== undefined) {
          const message = `bad key ${form} (${[...headers].join("; ")})`;
          const error = { type: "some_error", code: KEY, param: KEY, message };
          const answer = { "retry-after-ms": "1", "x-request-id": KEY, "x-echo": KEY };
          return Response.json({ type: "error", error }, { status, headers: answer });
        }
        const { pathname } = new URL(request.url);
        return await fetch(`${loop.url}${pathname}`, { method: "POST", headers, body: bodies() });
      });
      const bodies = () => JSON.stringify(echo.bodies.at(-1));
      await Deno.writeTextFile(`${place.path}/people.json`, people(NAMES));
      await Deno.writeTextFile(`${place.path}/survey.yaml`, ONE);
      const args = [
        ...["panel", "run", "--personas", `${place.path}/people.json`, "--model", model],
        ...["--instrument", `${place.path}/survey.yaml`, "--max-concurrent", "1", "--save"],
        ...["--checkpoint-dir", `${place.path}/runs`, "--run-id", "r1", "--debug"],
        ...["--output-format", "json"],
      ];
      const home = { QUORUM_HOME: `${place.path}/home` };
      const said = await finished(args, { env: { ...envFor(echo, KEY), ...home } });
      assert.ok(asked > 1, said.err);
      const left: (readonly [path: string, text: string])[] = [
        ["standard output", said.out],
        ["standard error", said.err],
      ];
      for await (const file of contents(place.path)) left.push(file);
      const names = left.map(([path]) => path.slice(path.lastIndexOf("/") + 1));
      for (const name of ["run.sqlite", "state.json", "result-r1.json"]) {
        assert.ok(names.includes(name));
      }
      // That something was said of the failure shows that there was a place for the key.
      assert.ok(left.some(([, text]) => text.includes("[key]")), said.err);
      for (const [path, text] of left) {
        for (const trace of TRACES) {
          assert.ok(!text.toLowerCase().includes(trace.toLowerCase()), `${trace} in ${path}`);
        }
      }
      for (const path of ["runs/r1", "home/results"]) {
        assert.equal((Deno.statSync(`${place.path}/${path}`).mode ?? 0) & 0o777, 0o700, path);
      }
      for (const [path] of left.filter(([path]) => /\/(runs|home)\//.test(path))) {
        assert.equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o600, path);
      }
    });
  }
}
