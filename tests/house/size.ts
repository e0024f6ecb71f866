import { type Node, type Offence, offence, type Source } from "./source.ts";

/**
 * Files over 200 lines of code and functions over 40; blank lines and comments are free, and so are names
 * that are passed on: `mod.ts`, which lists them, has no other code.
 */
export function sizeOffences(source: Source): Offence[] {
  const passedOn = source.nodes.filter(isPassedOn);
  const free = passedOn.reduce((sum, { range }) => sum + linesOf(source, range), 0);
  const whole = linesOf(source, [0, source.code.length]) - free;
  return [
    ...tooLong(source, 0, whole, 200, "the file"),
    ...source.nodes.filter(isFunction).flatMap(({ range }) =>
      tooLong(source, range[0], linesOf(source, range), 40, "a function")
    ),
  ];
}

function tooLong(
  source: Source,
  from: number,
  lines: number,
  most: number,
  what: string,
): Offence[] {
  if (lines <= most) return [];
  return [offence(source, from, `${what} has ${lines} lines of code, ${most} at most`)];
}

function linesOf(source: Source, [from, to]: readonly [number, number]): number {
  return source.code.slice(from, to).split("\n").filter((line) => line.trim() !== "").length;
}

function isPassedOn(node: Node): boolean {
  return node.type === "ExportAllDeclaration" ||
    (node.type === "ExportNamedDeclaration" && node.source !== null);
}

function isFunction(node: Node): boolean {
  return ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]
    .includes(node.type);
}
