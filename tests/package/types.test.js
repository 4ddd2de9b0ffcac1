// The types, as they are published: they hold under the strictest settings, say what is there, and are documented.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { promisify } from "node:util";
import ts from "typescript";
import { CLIENT_NAMES, INDEX_NAMES } from "../support/public-names.js";

const run = promisify(execFile);
const pkg = process.env.PACKED;
const project = join(pkg, "../../types");
const modules = join(import.meta.dirname, "../node_modules");

const STRICT = {
  noEmit: true, strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, target: "es2022",
  typeRoots: [join(modules, "@types")],
};
const NODE = { module: "nodenext", moduleResolution: "nodenext" };
const BUNDLER = { module: "esnext", moduleResolution: "bundler" };

/** Has TypeScript check files of types/ with these settings. */
async function check(name, files, settings) {
  const path = join(project, `tsconfig.${name}.json`);
  await writeFile(path, JSON.stringify({ compilerOptions: { ...STRICT, ...settings }, files }));
  await run("node", [join(modules, "typescript/bin/tsc"), "--project", path]).catch(({ stdout }) => assert.fail(stdout));
}

before(async () => {
  await rm(project, { recursive: true, force: true });
  await cp(join(import.meta.dirname, "types"), project, { recursive: true });
  await mkdir(join(project, "node_modules"));
  await cp(pkg, join(project, "node_modules/x-mutes"), { recursive: true });
});

const SETTINGS = {
  "no platform's types": [["uses.mts", "entries.mts"], { ...NODE, lib: ["es2022"], types: [] }],
  "the DOM's types": [["uses.mts", "platform.mts", "dom.mts"], { ...NODE, lib: ["es2022", "dom"], types: [] }],
  "Node's types": [["uses.mts", "platform.mts"], { ...NODE, lib: ["es2022"], types: ["node"] }],
  "the DOM's and Node's types, in a bundler": [["uses.mts", "platform.mts", "entries.mts"], { ...BUNDLER, lib: ["es2022", "dom"], types: ["node"], skipLibCheck: true }],
};
for (const [name, [files, settings]] of Object.entries(SETTINGS)) {
  test(`they hold under the strictest settings with ${name}`, () => check(name.replaceAll(/\W/g, "-"), files, settings));
}

const isExported = (statement) => statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
const isStatic = (member) => member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;

/** What a file of types declares that is there when scripts run, and what it has of another file. */
async function declarations(file) {
  const { statements } = ts.createSourceFile(file, await readFile(join(pkg, file), "utf8"), ts.ScriptTarget.Latest, true);
  const exported = statements.filter(isExported);
  const classes = exported.filter(ts.isClassDeclaration);
  const reexported = statements.filter((statement) => ts.isExportDeclaration(statement) && !statement.isTypeOnly)
    .flatMap(({ exportClause }) => exportClause.elements.map(({ name }) => name.text));
  const methods = classes.flatMap((owner) => owner.members.filter(ts.isMethodDeclaration)
    .map((method) => Object.assign(method, { of: owner.name.text })));
  return { functions: exported.filter(ts.isFunctionDeclaration), classes, methods, reexported };
}

/** The entries by their names: what is declared, the script that is held to it in Node, and the names that it exports. */
const ENTRIES = {
  "x-mutes": { ...await declarations("index.d.ts"), script: "index.js", names: INDEX_NAMES },
  "x-mutes/client": { ...await declarations("client.d.ts"), script: "client-inline.js", names: CLIENT_NAMES },
};

for (const [entry, { functions, classes, methods, reexported, script, names }] of Object.entries(ENTRIES)) {
  test(`what is declared of ${entry} is what it is held to`, () => {
    const named = [...functions, ...classes].map(({ name }) => name?.text ?? "default").filter((name) => name !== "default");
    assert.deepEqual([...new Set([...named.filter((name) => name !== "init"), ...reexported])].sort(), names);
  });

  test(`the classes of ${entry} have the methods that are declared, and no other`, async () => {
    const api = await import(join(pkg, script));
    const own = (object) => Object.entries(Object.getOwnPropertyDescriptors(object))
      .filter(([name, { value }]) => typeof value === "function" && name !== "constructor").map(([name]) => name).sort();
    for (const { name: { text: name } } of classes) {
      const declared = (statics) => methods.filter((method) => method.of === name && isStatic(method) === statics).map((method) => method.name.text).sort();
      assert.deepEqual(own(api[name].prototype), declared(false), name);
      assert.deepEqual(own(api[name]), declared(true), `static of ${name}`);
    }
  });
}

/** The samples in a doc comment. */
const samples = (node) => ts.getJSDocTags(node).filter(({ tagName }) => tagName.text === "example")
  .map(({ comment }) => ts.getTextOfJSDocComment(comment));

test("every function, class and method has a sample, and TypeScript has nothing to say to any", async () => {
  const documented = Object.values(ENTRIES).flatMap(({ functions, classes, methods }) => [...functions, ...classes, ...methods]);
  const title = (node) => [node.of, node.name?.text ?? "init"].filter(Boolean).join(".");
  assert.deepEqual(documented.filter((node) => samples(node).length === 0).map(title), []);
  const file = (node, at) => `sample-${node.getSourceFile().fileName.split(".")[0]}-${title(node)}-${at}.mts`;
  const all = documented.flatMap((node) => samples(node).map((sample, at) => [file(node, at), sample]));
  // A module, also where it imports nothing.
  await Promise.all(all.map(([file, sample]) => writeFile(join(project, file), `${sample}\nexport {};\n`)));
  await check("samples", ["samples.d.ts", ...all.map(([file]) => file)], { ...NODE, lib: ["es2022", "dom", "dom.iterable"], types: [] });
});
