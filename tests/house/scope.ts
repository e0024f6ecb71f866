import { type Node, parentOf, type Source, type Tree } from "./source.ts";

const SCOPE =
  /^(\w*Function\w*|Program|BlockStatement|StaticBlock|For\w*|SwitchStatement|CatchClause|TSModuleBlock)$/;

/** Tells which names a file uses that it does not declare: those of the world. */
export function isGlobalIn(source: Source): (use: Deno.lint.Identifier) => boolean {
  const declared = new Set<string>();
  const declare = (scope: Tree, name: string) => declared.add(`${placeOf(scope)} ${name}`);
  for (const node of source.nodes) {
    for (const [scope, name] of declarationsOf(node)) declare(scope, name);
  }
  return (use) => {
    for (let scope: Tree = use; scope.type !== "Program";) {
      scope = parentOf(scope);
      if (declared.has(`${placeOf(scope)} ${use.name}`)) return false;
    }
    return true;
  };
}

function declarationsOf(node: Node): (readonly [scope: Tree, name: string])[] {
  switch (node.type) {
    case "VariableDeclarator":
      return namesIn(node.id).map((name) => [scopeAround(node), name]);
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression": {
      const own = node.params.flatMap(namesIn).map((name) => [node, name] as const);
      if (node.type === "ArrowFunctionExpression" || !node.id) return own;
      const scope = node.type === "FunctionExpression" ? node : scopeAround(node);
      return [...own, [scope, node.id.name]];
    }
    case "ClassDeclaration":
      return node.id ? [[scopeAround(node), node.id.name]] : [];
    case "CatchClause":
      return node.param ? namesIn(node.param).map((name) => [node, name]) : [];
    case "ImportSpecifier":
    case "ImportDefaultSpecifier":
    case "ImportNamespaceSpecifier":
      return [[scopeAround(node), node.local.name]];
    default:
      return [];
  }
}

function namesIn(pattern: Tree): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((part) =>
        namesIn(part.type === "Property" ? part.value : part)
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((part) => part === null ? [] : namesIn(part));
    case "AssignmentPattern":
      return namesIn(pattern.left);
    case "RestElement":
      return namesIn(pattern.argument);
    case "TSParameterProperty":
      return namesIn(pattern.parameter);
    default:
      return [];
  }
}

function scopeAround(node: Node): Tree {
  let scope: Tree = parentOf(node);
  while (!SCOPE.test(scope.type) && scope.type !== "Program") scope = parentOf(scope);
  return scope;
}

// The tree hands out a new object each time a node is asked for, so a node is told by its place.
function placeOf(scope: Tree): string {
  return scope.type === "Program" ? scope.type : `${scope.type} ${scope.range}`;
}
