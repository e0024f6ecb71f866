import { type Import, importsOf } from "./imports.ts";
import { isGlobalIn } from "./scope.ts";
import { type Node, type Offence, offence, type Source } from "./source.ts";

/** Names of the runtime that reach outside, whatever is done with them. */
const WORLD: ReadonlySet<string> = new Set(
  (`BroadcastChannel Deno EventSource Function WebSocket Worker XMLHttpRequest addEventListener alert ` +
    `caches confirm console eval fetch globalThis localStorage location navigator performance ` +
    `process prompt require self sessionStorage setImmediate setInterval setTimeout window`).split(
      " ",
    ),
);

/** Names that are pure in part: which of their members may be used. */
const PARTLY: ReadonlyMap<string, (member: string) => boolean> = new Map([
  ["AbortSignal", (member) => member !== "timeout"],
  ["crypto", (member) => member === "subtle"],
  ["Date", (member) => member === "UTC" || member === "parse"],
  ["Math", (member) => member !== "random"],
  ["Temporal", (member) => member !== "Now"],
]);

/** Modules of Node that only compute. */
const PURE: ReadonlySet<string> = new Set([
  "assert",
  "buffer",
  "crypto",
  "path",
  "url",
  "util",
  "zlib",
]);

/** Every reach for the world in a file outside `lib/host/`. */
export function outsideOffences(source: Source): Offence[] {
  if (source.path.startsWith("lib/host/")) return [];
  return [...globalOffences(source), ...moduleOffences(source)];
}

function globalOffences(source: Source): Offence[] {
  const isGlobal = isGlobalIn(source);
  // By place, because the one word in `{ fetch }` is both a key and a value.
  const byPlace = new Map(source.nodes.map((node) => [`${node.type} ${node.range}`, node]));
  return [...byPlace.values()].flatMap((node) => {
    if (node.type !== "Identifier" || !isUse(node) || !isGlobal(node)) return [];
    const pure = PARTLY.get(node.name);
    if (pure === undefined ? !WORLD.has(node.name) : isPureUse(node, pure)) return [];
    const line = source.text.slice(node.range[0]).split("\n", 1)[0] ?? "";
    return [offence(source, node.range[0], `reaches outside: ${line.slice(0, 40)}`)];
  });
}

function moduleOffences(source: Source): Offence[] {
  return importsOf(source).flatMap((one) => {
    const module = /^node:([^/]+)/.exec(one.specifier ?? "")?.[1];
    if (module === undefined || (PURE.has(module) && !drawsChance(module, one))) return [];
    return [offence(source, one.at, `reaches outside: imports ${one.specifier}`)];
  });
}

function drawsChance(module: string, { names }: Import): boolean {
  const hashes = names?.every((name) => ["createHash", "hash", "timingSafeEqual"].includes(name));
  return module === "crypto" && hashes !== true;
}

/** Whether an identifier is a value that is used here, not a key, a label or a part of a type. */
function isUse(node: Deno.lint.Identifier): boolean {
  const { parent } = node;
  switch (parent.type) {
    case "MemberExpression":
      return parent.computed || !isAt(parent.property, node);
    case "Property":
      return parent.computed || parent.shorthand || !isAt(parent.key, node);
    case "PropertyDefinition":
    case "MethodDefinition":
      return parent.computed || !isAt(parent.key, node);
    case "LabeledStatement":
    case "BreakStatement":
    case "ContinueStatement":
    case "MetaProperty":
    case "ImportSpecifier":
    case "ExportSpecifier":
    case "ExportAllDeclaration":
      return false;
    default:
      return !parent.type.startsWith("TS") || HOLDS_VALUE.test(parent.type);
  }
}

const HOLDS_VALUE =
  /^TS(AsExpression|NonNullExpression|SatisfiesExpression|TypeAssertion|InstantiationExpression|EnumMember|ExportAssignment)$/;

function isPureUse(node: Deno.lint.Identifier, pure: (member: string) => boolean): boolean {
  const { parent } = node;
  if (parent.type === "MemberExpression" && !parent.computed) {
    return parent.property.type === "Identifier" && pure(parent.property.name);
  }
  if (parent.type === "BinaryExpression") {
    return parent.operator === "instanceof" && isAt(parent.right, node);
  }
  const [first] = parent.type === "NewExpression" ? parent.arguments : [];
  return node.name === "Date" && first !== undefined && first.type !== "SpreadElement";
}

function isAt(part: Node, node: Node): boolean {
  return part.range[0] === node.range[0] && part.range[1] === node.range[1];
}
