import { type Node, type Offence, offence, type Source } from "./source.ts";

/** What is never written in the house: `any`, muted checks, default exports, notes of things to do. */
export function mannersOffences(source: Source): Offence[] {
  return [
    ...source.nodes.filter((node) => node.type === "TSAnyKeyword").map((node) =>
      offence(source, node.range[0], "has the type any")
    ),
    ...source.nodes.filter(isDefaultExport).map((node) =>
      offence(source, node.range[0], "has a default export")
    ),
    ...source.comments.flatMap(({ value, range }) =>
      [...value.matchAll(/@ts-(ignore|nocheck)/g)].map((found) =>
        offence(source, range[0] + found.index, `mutes the type checker: ${found[0]}`)
      )
    ),
    ...[...source.text.matchAll(/\b(TODO|FIXME)\b/g)].map((found) =>
      offence(source, found.index, `leaves a ${found[0]}`)
    ),
  ];
}

function isDefaultExport(node: Node): boolean {
  if (node.type === "ExportSpecifier") return nameOf(node.exported) === "default";
  return node.type === "ExportDefaultDeclaration";
}

function nameOf(node: Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  return node.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}
