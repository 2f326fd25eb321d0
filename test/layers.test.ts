/** The layers of `docs/DESIGN.md` as data: who may import whom, and what the pure stages may not touch. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const SRC = path.resolve(import.meta.dirname, "../src");

/** First to last; a file imports from its own stage or an earlier one. */
const ORDER = [
  "problem",
  "register",
  "read",
  "measures",
  "policy",
  "letters",
  "reports",
  "flow.ts",
  "edge",
  "commands",
  "main.ts",
];
/** Tighter than the order: these import nothing but what stands here. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  measures: ["problem", "register", "measures"],
  demo: ["register", "demo"],
};
const PURE = ["problem", "register", "read", "measures", "policy", "letters", "reports", "demo", "flow.ts"];
const MAY_IMPORT_DEMO = ["demo", "commands", "main.ts"];
const EFFECTS = new Set([
  "Date",
  "process",
  "console",
  "fetch",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "performance",
]);
const BUILTINS_FOR_ALL = new Set(["node:buffer"]);
const LONGEST = 300;

interface Source {
  readonly file: string;
  readonly stage: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly string[];
}

const sources: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts"))
  .toSorted()
  .map((file) => {
    const text = readFileSync(path.join(SRC, file), "utf8");
    const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    return { file, stage: file.split("/")[0] ?? "", text, tree, imports: importsOf(tree) };
  });

function importsOf(tree: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  visit(tree, (node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      if (ts.isStringLiteral(node.moduleSpecifier)) found.push(node.moduleSpecifier.text);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [first] = node.arguments;
      found.push(first && ts.isStringLiteral(first) ? first.text : "an import that is not a plain text");
    }
  });
  return found;
}

function visit(node: ts.Node, each: (node: ts.Node) => void): void {
  each(node);
  node.forEachChild((child) => {
    visit(child, each);
  });
}

/** A relative import as a path inside `src`; null for a package. */
function target(from: string, specifier: string): string | null {
  return specifier.startsWith(".") ? path.posix.join(path.posix.dirname(from), specifier) : null;
}

const edges = sources.flatMap(({ file, stage, imports }) =>
  imports.flatMap((specifier) => {
    const to = target(file, specifier);
    return to === null ? [] : [{ from: file, stage, to, toStage: to.split("/")[0] ?? "" }];
  }),
);

function allowed(stage: string, toStage: string): boolean {
  if (toStage === "demo") return MAY_IMPORT_DEMO.includes(stage);
  const only = ONLY[stage];
  if (only) return only.includes(toStage);
  return ORDER.includes(toStage) && ORDER.indexOf(toStage) <= ORDER.indexOf(stage);
}

describe("the layers", () => {
  it("finds the sources and their imports", () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(edges.length).toBeGreaterThan(100);
  });

  it("gives every file a stage that has its place", () => {
    expect(sources.filter(({ stage }) => stage !== "demo" && !ORDER.includes(stage)).map(({ file }) => file)).toEqual(
      [],
    );
  });

  it("lets a file import only from its own stage or an earlier one", () => {
    expect(edges.filter(({ stage, toStage }) => !allowed(stage, toStage))).toEqual([]);
  });

  it("imports only files that exist", () => {
    const known = new Set(sources.map(({ file }) => file));
    expect(edges.filter(({ to }) => !known.has(to))).toEqual([]);
  });

  it("has no import circles", () => {
    const next = new Map(sources.map(({ file }) => [file, edges.filter(({ from }) => from === file).map((e) => e.to)]));
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
      if (trail.includes(file) || done.has(file)) return;
      for (const to of next.get(file) ?? []) walk(to, [...trail, file]);
      done.add(file);
    };
    for (const { file } of sources) walk(file, []);
    expect(circles).toEqual([]);
  });

  it("keeps node's builtins out of the pure stages", () => {
    const found = sources
      .filter(({ stage }) => PURE.includes(stage))
      .flatMap(({ file, imports }) =>
        imports.filter((each) => isBuiltin(each) && !BUILTINS_FOR_ALL.has(each)).map((each) => `${file}: ${each}`),
      );
    expect(found).toEqual([]);
  });

  it("keeps clock, screen, network and chance out of the pure stages", () => {
    const found = sources.filter(({ stage }) => PURE.includes(stage)).flatMap(effectsIn);
    expect(found).toEqual([]);
  });
});

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith("node:") || /^(?:fs|path|os|http|https|net|child_process|crypto|url)$/.test(specifier);
}

function effectsIn({ file, tree }: Source): readonly string[] {
  const found: string[] = [];
  visit(tree, (node) => {
    if (!ts.isIdentifier(node)) return;
    const { parent } = node;
    if (EFFECTS.has(node.text) && !isOnlyAName(node, parent)) found.push(`${file}: ${node.text}`);
    const isRandom = node.text === "random" && ts.isPropertyAccessExpression(parent) && parent.name === node;
    if (isRandom && parent.expression.getText() === "Math") found.push(`${file}: Math.random`);
  });
  return found;
}

/** The name of a property, as in `row.process` or `{ process: 1 }`, is not the global. */
function isOnlyAName(node: ts.Identifier, parent: ts.Node): boolean {
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    ((ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === node)
  );
}

describe("the files", () => {
  it("are none of them over 300 lines", () => {
    expect(sources.filter(({ text }) => text.trimEnd().split("\n").length > LONGEST).map(({ file }) => file)).toEqual(
      [],
    );
  });

  it("export nothing by default", () => {
    const found = sources.filter(({ tree }) =>
      tree.statements.some(
        (each) =>
          ts.isExportAssignment(each) ||
          (ts.canHaveModifiers(each) &&
            (ts.getModifiers(each) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)),
      ),
    );
    expect(found.map(({ file }) => file)).toEqual([]);
  });

  it("are never called types, utils, helpers or index", () => {
    const names = sources.filter(({ file }) => /(?:^|\/)(?:types?|utils?|helpers?|index)\.ts$/.test(file));
    expect(names.map(({ file }) => file)).toEqual([]);
  });

  it("open with a sentence that says their duty", () => {
    const found = sources.filter(({ text }) => !/^(?:#!.*\n)?\/\*\*\s+\S[\s\S]*?\*\//.test(text));
    expect(found.map(({ file }) => file)).toEqual([]);
  });
});
