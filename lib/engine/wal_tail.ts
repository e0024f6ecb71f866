import { type Files } from "../host/host.ts";

// The form of the file is that of https://sqlite.org/fileformat2.html#walformat.
const HEADER = 32;
const FRAME_HEADER = 24;
const MAGIC = 0x377f0682;
/** How many frames are read at once. */
const AT_ONCE = 256;

/** A pair of running sums of words, which every frame goes on with. */
type Sums = readonly [number, number];

/** What the beginning of a log says of its frames. */
interface Beginning {
  /** How long a frame is, in bytes. */
  readonly frame: number;
  /** What tells its frames from those of an earlier use of the file. */
  readonly salts: readonly [number, number];
  /** The order of the bytes in the words that are summed. */
  readonly isLittle: boolean;
  readonly sums: Sums;
}

/** How far the frames have been gone through. */
interface Walk {
  readonly sums: Sums;
  /** Whether every frame so far was as it was written. */
  readonly isSound: boolean;
  /** How many came after the last that ended a transaction soundly. */
  readonly open: number;
  /** Whether one of these ended a transaction that cannot be read. */
  readonly isEnded: boolean;
}

/**
 * Looks at the end of SQLite's write-ahead log before SQLite does, which drops without a word what it cannot
 * read: how many pages at its end were half-written when the program or the machine stopped. They are of one
 * transaction, which did not count yet.
 *
 * @throws {Error} When what cannot be read is followed by a later transaction: then it had counted.
 */
export async function tornPages(path: string, files: Files): Promise<number> {
  const size = await files.size(path);
  if (size < HEADER) return 0;
  const beginning = beginningOf(await files.readBytes(path, 0, HEADER));
  if (beginning === undefined) throw damaged(path, 0);
  const { frame, sums } = beginning;
  let walk: Walk = { sums, isSound: true, open: 0, isEnded: false };
  for (let from = HEADER; from < size; from += AT_ONCE * frame) {
    const bytes = await files.readBytes(path, from, AT_ONCE * frame);
    for (let at = 0; at < bytes.length; at += frame) {
      const one = bytes.subarray(at, at + frame);
      if (walk.isEnded && isOf(beginning, one)) throw damaged(path, from + at);
      walk = next(walk, one, beginning);
    }
  }
  return walk.open;
}

function next(walk: Walk, frame: Uint8Array, beginning: Beginning): Walk {
  if (frame.length < beginning.frame) return { ...walk, isSound: false, open: walk.open + 1 };
  if (!isOf(beginning, frame)) return { ...walk, isSound: false };
  const view = viewOf(frame);
  const isLast = view.getUint32(4) !== 0;
  const head = walk.isSound ? summed(view, [0, 8], walk.sums, beginning) : walk.sums;
  const sums = walk.isSound ? summed(view, [FRAME_HEADER, frame.length], head, beginning) : head;
  if (walk.isSound && isWritten(view, 16, sums)) {
    return { sums, isSound: true, open: isLast ? 0 : walk.open + 1, isEnded: false };
  }
  return { ...walk, isSound: false, open: walk.open + 1, isEnded: walk.isEnded || isLast };
}

/** What the head of the file says; undefined where it is none, or was damaged. */
function beginningOf(head: Uint8Array): Beginning | undefined {
  const view = viewOf(head);
  const magic = view.getUint32(0);
  if (magic !== MAGIC && magic !== MAGIC + 1) return undefined;
  const isLittle = magic === MAGIC;
  const sums = summed(view, [0, 24], [0, 0], { isLittle });
  if (!isWritten(view, 24, sums)) return undefined;
  const salts = [view.getUint32(16), view.getUint32(20)] as const;
  return { frame: FRAME_HEADER + view.getUint32(8), salts, isLittle, sums };
}

function isOf({ salts }: Beginning, frame: Uint8Array): boolean {
  if (frame.length < FRAME_HEADER) return false;
  const view = viewOf(frame);
  return view.getUint32(8) === salts[0] && view.getUint32(12) === salts[1];
}

/** Adds the words of a stretch up, two and two. */
function summed(
  view: DataView,
  [from, to]: readonly [number, number],
  [first, second]: Sums,
  { isLittle }: Pick<Beginning, "isLittle">,
): Sums {
  let [a, b] = [first, second];
  for (let at = from; at < to; at += 8) {
    a = (a + view.getUint32(at, isLittle) + b) | 0;
    b = (b + view.getUint32(at + 4, isLittle) + a) | 0;
  }
  return [a, b];
}

function isWritten(view: DataView, at: number, [a, b]: Sums): boolean {
  return view.getInt32(at) === a && view.getInt32(at + 4) === b;
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function damaged(path: string, at: number): Error {
  return new Error(`Cannot read "${path}": it is damaged before byte ${at + 1}`);
}
