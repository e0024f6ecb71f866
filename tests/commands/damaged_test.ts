import assert from "node:assert/strict";
import { type Host } from "../../mod.ts";
import { main } from "../../lib/commands/main.ts";
import { stream } from "../../lib/random/stream.ts";
import { envFor, folder, hostWith } from "../hosts.ts";
import { type Loopback, startLoopback } from "../loopback/service.ts";
import { filed, jsonRun, people, SURVEY } from "./desk.ts";

/** A run that was killed or has ended, and ways to go on with copies of its folder. */
interface Left extends AsyncDisposable {
  readonly loop: Loopback;
  readonly result: unknown;
  /** The names of its files. */
  readonly bytes: (name: string) => Promise<Uint8Array>;
  /** Goes on with a copy in which one file was changed and others are gone, with flags besides. */
  readonly resumed: (
    name: string,
    change: Change,
    flags?: readonly string[],
    lost?: readonly string[],
  ) => Promise<Resumed>;
  /** The flags that the run was begun with. */
  readonly flags: readonly string[];
}

type Change = (bytes: Uint8Array) => Uint8Array | null;

interface Resumed {
  readonly code: number;
  readonly err: string;
  readonly result: unknown;
  readonly asked: number;
}

/** A run of some people; its journal as it is written (`"log"`), or with the log taken over (`"pages"`). */
async function left(form: "log" | "pages"): Promise<Left> {
  const stack = new AsyncDisposableStack();
  const place = stack.use(await filed({ "people.json": people(), "survey.yaml": SURVEY }));
  const loop = stack.use(startLoopback());
  const flags = [
    ...["--personas", place.at("people.json"), "--instrument", place.at("survey.yaml")],
    ...["--model", "gpt-4o-mini", "--no-synthesis", "--seed", "7"],
  ];
  const whole = await jsonRun([
    ...[...flags, "--run-id", "r1", "--checkpoint-dir", place.at("runs")],
  ], loop);
  assert.equal(whole.code, 0, whole.err);
  const at = place.at("runs/r1");
  const base = place.at("base");
  await copied(at, base);
  if (form === "pages") {
    const database = await hostWith().database(`${base}/run.sqlite`);
    database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
    database.close();
  }
  return {
    ...{ loop, flags },
    result: lasting(whole.out),
    bytes: (name) => Deno.readFile(`${base}/${name}`),
    resumed: async (name, change, flags = [], lost = []) => {
      await using root = await folder();
      await copied(base, `${root.path}/r1`);
      const path = `${root.path}/r1/${name}`;
      const changed = change(await Deno.readFile(path));
      await Deno.remove(path);
      if (changed !== null) await Deno.writeFile(path, changed);
      for (const one of lost) await Deno.remove(`${root.path}/r1/${one}`);
      loop.clear();
      return { ...await resume(root.path, loop, flags), asked: loop.count };
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** Resumes over a host whose databases are closed at the end, so that many can be looked at. */
async function resume(
  root: string,
  loop: Loopback,
  flags: readonly string[] = [],
): Promise<Omit<Resumed, "asked">> {
  const host = hostWith({ env: envFor(loop) });
  const closing: (() => void)[] = [];
  const database: Host["database"] = async (path, options) => {
    const opened = await host.database(path, options);
    closing.push(() => opened.close());
    return opened;
  };
  const args = ["panel", "run", "--resume", "r1", "--checkpoint-dir", root, ...flags];
  const code = await main(args, { ...host, database });
  for (const close of closing) await Promise.resolve().then(close).catch(() => {});
  const { out, err } = host.written;
  return { code, err, result: out === "" ? null : lasting(out) };
}

async function copied(from: string, to: string): Promise<void> {
  await Deno.mkdir(to);
  for await (const { name } of Deno.readDir(from)) {
    if (name !== ".lock" && !name.endsWith("-shm")) {
      await Deno.copyFile(`${from}/${name}`, `${to}/${name}`);
    }
  }
}

function lasting(out: string): unknown {
  const { metadata: { timing: _, ...metadata }, ...rest } = JSON.parse(out);
  return { ...rest, metadata };
}

const SAID = /half-written pages|state\.json" is not as it was written/;
const TRACE = /\n\s+at |undefined|\[object/;

/** Either the whole result, or one sentence that names the run or its file, and nothing asked. */
function assertHonest({ code, err, result, asked }: Resumed, whole: unknown, what: string): void {
  if (code === 0) return assert.deepEqual([result, asked], [whole, 0], `${what}: ${err}`);
  assert.deepEqual([code, result, asked], [1, null, 0], `${what}: ${err}`);
  const last = err.trimEnd().split("\n").findLast((line) => line.startsWith("Cannot")) ?? "";
  assert.match(last, /^Cannot .*\/r1(\/(run\.sqlite(-wal)?|state\.json))?[":]/, `${what}: ${err}`);
  assert.doesNotMatch(err, TRACE, `${what}: ${err}`);
}

Deno.test("--resume never takes a damaged file for a sound one: a flipped byte", async () => {
  const random = stream(9);
  for (
    const [name, form, times] of [
      ["run.sqlite", "pages", 60],
      ["run.sqlite-wal", "log", 40],
      ["state.json", "pages", 40],
    ] as const
  ) {
    await using run = await left(form);
    const { length } = await run.bytes(name);
    assert.ok(length > 100, name);
    let refused = 0;
    for (let time = 0; time < times; time++) {
      const at = random.fork(name, time).integer(length);
      const bit = 1 << random.fork(name, time, "bit").integer(8);
      const resumed = await run.resumed(
        name,
        (bytes) => bytes.map((byte, place) => place === at ? byte ^ bit : byte),
      );
      refused += resumed.code;
      assert.doesNotMatch(resumed.err, TRACE, `${name}, byte ${at}`);
      // What was said is no silence: a state may be changed by hand, and a tail is asked for again.
      if (SAID.test(resumed.err)) continue;
      assertHonest(resumed, run.result, `${name}, byte ${at}`);
    }
    // A flip in a page that holds nothing harms nobody.
    assert.ok(refused > times / 4, `${name}: ${refused} of ${times}`);
  }
});

Deno.test("--resume never takes a damaged file for a sound one: one that was cut short, or is not ours", async () => {
  await using run = await left("pages");
  for (const name of ["run.sqlite", "state.json"]) {
    const { length } = await run.bytes(name);
    for (const share of [0, 0.001, 0.2, 0.5, 0.9, 0.999]) {
      const resumed = await run.resumed(name, (bytes) => bytes.subarray(0, share * length));
      assert.equal(resumed.code, 1, `${name} ${share}`);
      assertHonest(resumed, run.result, `${share} of ${name}`);
    }
    for (const foreign of ["Dear diary, this is no file of a run.\n", "{}", "[1, 2"]) {
      const bytes = new TextEncoder().encode(foreign.repeat(name === "run.sqlite" ? 99 : 1));
      const resumed = await run.resumed(name, () => bytes);
      assert.equal(resumed.code, 1, `${name} ${foreign}`);
      assertHonest(resumed, run.result, `${name} as ${foreign}`);
    }
  }
  const { err, code, asked } = await run.resumed("run.sqlite", () => null);
  assert.deepEqual([code, asked], [1, 0]);
  assert.match(
    err,
    /^Cannot continue the journal ".*\/r1\/run\.sqlite": it is empty, and state\.json says that 6 /m,
  );
});

Deno.test("--resume says what was half-written at the end of a journal, and asks for it again", async () => {
  await using run = await left("log");
  const { length } = await run.bytes("run.sqlite-wal");
  const torn = await run.resumed("run.sqlite-wal", (bytes) => bytes.subarray(0, length - 100));
  assert.equal(torn.code, 0, torn.err);
  assert.match(torn.err, /^\d+ half-written pages at the end of its journal are left out: /m);
  assert.deepEqual(torn.result, run.result);
  const foreign = await run.resumed(
    "run.sqlite-wal",
    () => new TextEncoder().encode("no log ".repeat(99)),
  );
  assert.equal(foreign.code, 1);
  assertHonest(foreign, run.result, "a foreign log");
});

Deno.test("--resume does without a state that is damaged where it is told everything again", async () => {
  await using run = await left("pages");
  for (const change of [damaged, (bytes: Uint8Array) => bytes.subarray(9)]) {
    const alone = await run.resumed("state.json", change);
    assert.deepEqual([alone.code, alone.asked], [1, 0]);
    assert.match(
      alone.err,
      /state\.json.*\nThe run does without it: say --personas, --instrument and/,
    );
    const told = await run.resumed("state.json", change, [...run.flags, "--output-format", "json"]);
    assert.deepEqual([told.code, told.asked, told.result], [0, 0, run.result], told.err);
  }
});

/** No text any more. */
function damaged(bytes: Uint8Array): Uint8Array {
  return bytes.with(40, 0xff);
}

Deno.test("--resume calls a run as it was called where the beginning of its journal is lost too", async () => {
  await using run = await left("log");
  const running = (bytes: Uint8Array) => {
    const state = JSON.parse(new TextDecoder().decode(bytes));
    const counts = { ...state.counts, completed: 0 };
    const usage = { ...state.usage, calls: 0 };
    return new TextEncoder().encode(JSON.stringify({ ...state, status: "running", counts, usage }));
  };
  const { code, err, result } = await run.resumed("state.json", running, [
    "--output-format",
    "json",
  ], [
    "run.sqlite-wal",
  ]);
  assert.equal(code, 0, err);
  assert.deepEqual(result, run.result);
});

Deno.test("--resume pays for nothing again where calls were made and the journal is empty", async () => {
  await using run = await left("log");
  const early = (bytes: Uint8Array) => {
    const state = JSON.parse(new TextDecoder().decode(bytes));
    const counts = { ...state.counts, completed: 0 };
    return new TextEncoder().encode(JSON.stringify({ ...state, status: "running", counts }));
  };
  const { code, err, asked } = await run.resumed("state.json", early, [], ["run.sqlite-wal"]);
  assert.deepEqual([code, asked], [1, 0]);
  assert.match(
    err,
    /it is empty, and state\.json says that 0 conversations were finished, and 18 calls made$/m,
  );
});

Deno.test("--resume refuses files of a newer version, and a lock that cannot be taken", async () => {
  await using run = await left("pages");
  const newer = await run.resumed("state.json", (bytes) => {
    const state = JSON.parse(new TextDecoder().decode(bytes));
    return new TextEncoder().encode(JSON.stringify({ ...state, schema_version: 99 }));
  });
  assert.match(
    newer.err,
    /^Cannot read ".*\/r1\/state\.json": it is too new \(version 99; .*\)\n$/,
  );
  // The version of a SQLite file that its program sets stands at byte 60.
  const journal = await run.resumed("run.sqlite", (bytes) => bytes.with(63, 99));
  assert.match(
    journal.err,
    /^Cannot open the journal ".*\/r1\/run\.sqlite": it is of version 99, /m,
  );
  assert.deepEqual([newer.code, journal.code, newer.asked, journal.asked], [1, 1, 0, 0]);

  await using root = await folder();
  await Deno.mkdir(`${root.path}/r1/.lock`, { recursive: true });
  await Deno.writeFile(`${root.path}/r1/state.json`, await run.bytes("state.json"));
  const { code, err } = await resume(root.path, run.loop);
  assert.equal(code, 1);
  assert.match(err, /^Cannot lock ".*\/r1\/\.lock": it is a folder, not a file$/m);
});
