/** Nothing leaves the PC: no module of the network is asked for, and a run without any network writes the same bytes. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { attend } from "../run.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const ROOT = path.resolve(import.meta.dirname, "../..");
const BIN = path.join(ROOT, "bin", "attend.js");
const HOOK = pathToFileURL(path.join(import.meta.dirname, "no-network.mjs")).href;
const isBuilt = existsSync(path.join(ROOT, "dist", "main.js"));

describe("the sources", () => {
  /** All that `src` may ask of Node. */
  const BUILTINS = new Set([
    ...["buffer", "child_process", "crypto", "fs", "os", "path", "readline/promises", "url"],
    ...["timers/promises", "worker_threads"],
  ]);
  /** Ways to the network, and to what could hide one. */
  const NAMES = new Set(["fetch", "WebSocket", "EventSource", "XMLHttpRequest", "eval", "Function", "createRequire"]);
  const packages = new Set(
    Object.keys(
      (JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { dependencies: Record<string, string> })
        .dependencies,
    ),
  );
  const files = readdirSync(path.join(ROOT, "src"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );

  it("ask for nothing of the network", () => {
    expect(files.length).toBeGreaterThan(100);
    for (const file of files) expectNothing(file);
  });

  function expectNothing(file: string): void {
    const text = readFileSync(path.join(ROOT, "src", file), "utf8");
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
        found.push((node.moduleSpecifier as ts.StringLiteral).text);
      if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
        found.push(node.arguments[0] && ts.isStringLiteral(node.arguments[0]) ? node.arguments[0].text : "?");
      if (ts.isCallExpression(node) && /\bgetBuiltinModule$/.test(node.expression.getText()))
        found.push(node.arguments[0] && ts.isStringLiteral(node.arguments[0]) ? node.arguments[0].text : "?");
      if (ts.isIdentifier(node) && !ts.isTypeReferenceNode(node.parent) && NAMES.has(node.text)) found.push(node.text);
      node.forEachChild(visit);
    };
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
    const strange = found.filter(
      (each) =>
        !each.startsWith(".") &&
        !(each.startsWith("node:") && BUILTINS.has(each.slice(5))) &&
        !packages.has(each.split("/")[0] ?? ""),
    );
    expect(strange, file).toEqual([]);
    // Another program is started in two places only: the browser of this PC, which prints a page to a PDF, and its scheduler.
    const starters = ["edge/browser.ts", "edge/this-pc.ts"];
    expect(found.includes("node:child_process")).toBe(starters.includes(file.replaceAll("\\", "/")));
  }
});

const temporary = mkdtempSync(path.join(os.tmpdir(), "attend-network-"));
const demo = path.join(temporary, "demo");
const school = path.join(temporary, "school");
afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});
beforeAll(async () => {
  await attend(["demo", demo, "--pupils", "60"], {});
});

function fresh(): void {
  rmSync(school, { recursive: true, force: true });
  cpSync(demo, school, { recursive: true });
}

describe.skipIf(!isBuilt)("the program as it runs", () => {
  function run(args: readonly string[]): { status: number | null; seen: string; stderr: string } {
    const file = path.join(temporary, "seen");
    writeFileSync(file, "");
    const { status, stderr } = spawnSync(process.execPath, ["--import", HOOK, BIN, ...args], {
      cwd: school,
      env: { ...process.env, NETWORK_SEEN: file },
      encoding: "utf8",
    });
    return { status, stderr, seen: readFileSync(file, "utf8") };
  }

  beforeAll(fresh);

  it.each([
    ["demo", path.join(temporary, "another"), "--pupils", "40"],
    ["check"],
    ["weekly", "--xlsx"],
    ["letters", "--term"],
    ["log", "note", "--note", "Nothing leaves the PC."],
    ["governors"],
    ["returns"],
    ["templates", "list"],
    ["purge", "--older-than", "2y"],
  ])("attend %s asks for nothing of the network, nor does a package that it loads", (...args) => {
    const { status, seen, stderr } = run([...args, "--date", "2026-11-23"]);
    expect(seen).toBe("");
    expect(status, stderr).toBeLessThan(2);
  });

  it("the hook sees what it is there to see", () => {
    const file = path.join(temporary, "seen");
    for (const code of [
      'await import("node:https")',
      'import("node:module").then((m) => m.createRequire("/x.js")("http"))',
      'fetch("http://127.0.0.1")',
      'const { connect } = await import("node:net"); connect(9)',
    ]) {
      writeFileSync(file, "");
      spawnSync(process.execPath, ["--import", HOOK, "--input-type=module", "--eval", code], {
        env: { ...process.env, NETWORK_SEEN: file },
      });
      expect(readFileSync(file, "utf8"), code).not.toBe("");
    }
  });
});

const unshared = spawnSync("unshare", ["--map-root-user", "--net", "true"]);
const mayUnshare = unshared.status === 0;

describe.skipIf(!isBuilt || !mayUnshare)(
  mayUnshare ? "without any network" : "without any network (left out: this PC does not let a test take it away)",
  () => {
    /** What is said and everything that stands in the folder afterwards, by path. */
    function everything(before: readonly string[], args: readonly string[]): ReadonlyMap<string, string> {
      fresh();
      const [program, ...rest] = [...before, process.execPath, BIN, ...args, "--date", "2026-11-23"];
      const { stdout, stderr, status } = spawnSync(program, rest, { cwd: school, encoding: "utf8" });
      const files = readdirSync(school, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map((each) => path.join(each.parentPath, each.name))
        .toSorted();
      return new Map([
        ["said", JSON.stringify({ stdout, stderr, status })],
        ...files.map((file): [string, string] => [file, readFileSync(file, "latin1")]),
      ]);
    }

    it.each([["weekly"], ["letters", "--term"]])("attend %s is the same", (...args) => {
      const without = everything(["unshare", "--map-root-user", "--net"], args);
      expect(JSON.parse(without.get("said") ?? "{}")).toMatchObject({ status: expect.any(Number) as number });
      expect(without).toEqual(everything([], args));
    });
  },
);
