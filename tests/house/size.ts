import { type Node, type Offence, offence, type Source } from "./source.ts";

/** Files over 200 lines of code and functions over 40; blank lines and comments are free. */
export function sizeOffences(source: Source): Offence[] {
  return [
    ...tooLong(source, [0, source.code.length], 200, "the file"),
    ...source.nodes
      .filter(isFunction)
      .flatMap((node) => tooLong(source, node.range, 40, `a function`)),
  ];
}

function tooLong(
  source: Source,
  [from, to]: readonly [number, number],
  most: number,
  what: string,
): Offence[] {
  const lines = source.code.slice(from, to).split("\n").filter((line) => line.trim() !== "").length;
  if (lines <= most) return [];
  return [offence(source, from, `${what} has ${lines} lines of code, ${most} at most`)];
}

function isFunction(node: Node): boolean {
  return ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]
    .includes(node.type);
}
