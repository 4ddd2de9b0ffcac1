// What scripts use of JavaScript's and the browser's own objects, as TypeScript's checker sees it.
import ts from "typescript";

const OPTIONS = {
  allowJs: true, checkJs: true, noEmit: true, types: [],
  target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
};

/** What parameters of these names are: the scripts have no types. */
const PARAMETERS = {
  buffer: "ArrayBuffer", channel: "BroadcastChannel", headers: "Headers", reader: "ReadableStreamDefaultReader",
  signal: "AbortSignal", text: "String",
};

/**
 * Of `files`: `known`, globals and members like "fetch" and "Array.flatMap", and `names`, the members of things that the
 * checker does not know.
 */
export function used(files) {
  const program = ts.createProgram(files, OPTIONS);
  const checker = program.getTypeChecker();
  const known = new Set();
  const names = new Set();
  const visit = (node) => {
    const member = memberOf(node);
    const symbol = member && symbolOf(checker, node, member);
    const declaration = symbol?.declarations?.[0];
    if (declaration !== undefined) {
      if (program.isSourceFileDefaultLibrary(declaration.getSourceFile())) known.add(qualified(symbol, declaration));
    } else if (member !== undefined) {
      const receiver = PARAMETERS[receiverOf(node)];
      if (receiver !== undefined) known.add(`${receiver}.${member.text}`);
      else names.add(member.text);
    }
    ts.forEachChild(node, visit);
  };
  for (const file of files) visit(program.getSourceFile(file));
  return { known: [...known].sort(), names: [...names].sort() };
}

/** The name that is looked up here, if one is. */
function memberOf(node) {
  if (ts.isPropertyAccessExpression(node)) return ts.isIdentifier(node.name) ? node.name : undefined;
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    const name = node.propertyName ?? node.name;
    return ts.isIdentifier(name) && node.dotDotDotToken === undefined ? name : undefined;
  }
  return ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node.parent) ? node : undefined;
}

function symbolOf(checker, node, member) {
  if (!ts.isBindingElement(node)) return checker.getSymbolAtLocation(member);
  return checker.getTypeAtLocation(node.parent).getProperty(member.text);
}

/** In `a.b.c` it is b. */
function receiverOf(node) {
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const { expression } = node;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  return ts.isIdentifier(name) ? name.text : undefined;
}

/** The name with that of the interface, namespace or constructor that declares it. */
function qualified({ name }, declaration) {
  const declares = [ts.isInterfaceDeclaration, ts.isModuleDeclaration, ts.isVariableDeclaration];
  for (let parent = declaration.parent; parent !== undefined; parent = parent.parent) {
    if (declares.some((is) => is(parent))) return `${parent.name.text}.${name}`;
  }
  return name;
}
