import assert from "node:assert/strict";
import { tornPages } from "../../lib/engine/wal_tail.ts";
import { denoHost } from "../../lib/host/deno.ts";
import { folder } from "../hosts.ts";

const { files } = denoHost();
const HEADER = 32;
const FRAME = 24 + 4096;

/** A log as a program leaves it that is killed: of so many transactions, each of a few pages. */
async function log(path: string, transactions: number): Promise<Uint8Array> {
  const database = await denoHost().database(`${path}/run.sqlite`);
  database.exec(
    "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE IF NOT EXISTS t (v TEXT)",
  );
  for (let n = 0; n < transactions; n++) {
    database.exec(`BEGIN; INSERT INTO t VALUES ('${"x".repeat(9000)}'), ('${n}'); COMMIT`);
  }
  // Once it is closed, the log is gone.
  const bytes = await Deno.readFile(`${path}/run.sqlite-wal`);
  database.close();
  return bytes;
}

/** Where in the log each transaction ends: the frames that say how many pages there are then. */
function ends(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer);
  const frames = (bytes.length - HEADER) / FRAME;
  return Array.from({ length: frames }, (_, frame) => HEADER + frame * FRAME)
    .filter((at) => view.getUint32(at + 4) !== 0).map((at) => at + FRAME);
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, place) => place === at ? byte ^ 0x10 : byte);
}

Deno.test("tornPages() finds nothing in a log that was left between two transactions", async () => {
  await using at = await folder();
  const path = `${at.path}/a-wal`;
  assert.equal(await tornPages(path, files), 0);
  const bytes = await log(at.path, 5);
  for (const end of [HEADER, ...ends(bytes)]) {
    await Deno.writeFile(path, bytes.subarray(0, end));
    assert.equal(await tornPages(path, files), 0);
  }
});

Deno.test("tornPages() counts the pages of a transaction that was not written to its end", async () => {
  await using at = await folder();
  const path = `${at.path}/a-wal`;
  const bytes = await log(at.path, 5);
  const [last = 0, before = 0] = ends(bytes).reverse();
  for (let end = before + 1; end < last; end += 1009) {
    await Deno.writeFile(path, bytes.subarray(0, end));
    assert.equal(await tornPages(path, files), Math.ceil((end - before) / FRAME), `${end}`);
  }
  // A power cut may leave any page of the last one as it was, or half.
  for (let page = before + 24; page < last; page += FRAME) {
    for (const half of [page, page + 2048]) {
      await Deno.writeFile(path, bytes.slice().fill(0, half, half + 2048));
      assert.ok(await tornPages(path, files) > 0, `${half}`);
    }
  }
});

Deno.test("tornPages() goes by the frames of the last use of the file, and not by what lies behind them", async () => {
  await using at = await folder();
  const path = `${at.path}/a-wal`;
  const [older, newer] = [await log(at.path, 6), await log(at.path, 2)];
  assert.ok(newer.length < older.length);
  await Deno.writeFile(path, new Uint8Array([...newer, ...older.subarray(newer.length)]));
  assert.equal(await tornPages(path, files), 0);
});

Deno.test("tornPages() refuses a log of which something is damaged that later ones had followed", async () => {
  await using at = await folder();
  const path = `${at.path}/a-wal`;
  const bytes = await log(at.path, 5);
  const [, before = 0, first = 0] = ends(bytes).reverse();
  assert.ok(before > first);
  for (let place = 0; place < first; place += 211) {
    await Deno.writeFile(path, flipped(bytes, place));
    await assert.rejects(
      tornPages(path, files),
      /^Error: Cannot read ".*a-wal": it is damaged/,
      `${place}`,
    );
  }
  await Deno.writeTextFile(path, "these are words and no log".repeat(9));
  await assert.rejects(tornPages(path, files), /it is damaged before byte 1$/);
});
