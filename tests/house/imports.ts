import type { Node, Source } from "./source.ts";

/** A module that a file names, and where. */
export interface Import {
  /** The specifier as written; null when it is computed and cannot be known. */
  readonly specifier: string | null;
  /** The names that are taken from it; null for all of them. */
  readonly names: readonly string[] | null;
  readonly at: number;
}

/** Everything a file imports: for values or types, re-exported, or loaded when it is needed. */
export function importsOf(source: Source): Import[] {
  return source.nodes.flatMap((node): Import[] => {
    const from = originOf(node);
    if (from === undefined) return [];
    return [{ specifier: constantOf(from), names: namesOf(node), at: node.range[0] }];
  });
}

function originOf(node: Node): Node | undefined {
  switch (node.type) {
    case "ImportDeclaration":
    case "ImportExpression":
    case "ExportAllDeclaration":
      return node.source;
    case "ExportNamedDeclaration":
      return node.source ?? undefined;
    case "TSImportType":
      return node.argument;
    case "TSExternalModuleReference":
      return node.expression;
    default:
      return undefined;
  }
}

function constantOf(node: Node): string | null {
  if (node.type === "TSLiteralType") return constantOf(node.literal);
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : null;
  const [only, ...others] = node.type === "TemplateLiteral" ? node.quasis : [];
  return only !== undefined && others.length === 0 ? only.cooked : null;
}

function namesOf(node: Node): string[] | null {
  if (node.type !== "ImportDeclaration") return null;
  const names = node.specifiers.map((specifier) => {
    if (specifier.type !== "ImportSpecifier") return null;
    const { imported } = specifier;
    return imported.type === "Identifier" ? imported.name : constantOf(imported);
  });
  return names.every((name) => name !== null) ? names : null;
}
