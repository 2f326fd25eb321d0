/** The one bundled file does what the sources do, to the byte, whatever has become of the cache beside it. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attend } from "./run.ts";

const at = (relative: string): string => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const CACHE = `attend.${process.version}-${process.platform}-${process.arch}.cache`;
const { version } = JSON.parse(fs.readFileSync(at("package.json"), "utf8")) as { version: string };

/** Every file below a folder, with its bytes as text. */
function filesIn(folder: string): Readonly<Record<string, string>> {
  const names = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
  const files = names.filter((name) => fs.statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, fs.readFileSync(path.join(folder, name), "latin1")]));
}

describe.skipIf(!fs.existsSync(at("dist/bundle/attend.cjs")))("the bundle", () => {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), "attend-bundle-"));
  const school = path.join(place, "school");
  const program = path.join(place, "program");
  const cache = path.join(program, "dist/bundle", CACHE);
  const bundled = (...args: readonly string[]) =>
    spawnSync(process.execPath, [path.join(program, "bin/attend.js"), ...args], { encoding: "utf8", cwd: place });

  beforeAll(async () => {
    fs.cpSync(at("bin"), path.join(program, "bin"), { recursive: true });
    fs.cpSync(at("dist/bundle"), path.join(program, "dist/bundle"), { recursive: true });
    fs.copyFileSync(at("package.json"), path.join(program, "package.json"));
    await attend(["demo", school], { cwd: place });
  });
  afterAll(() => {
    fs.rmSync(place, { recursive: true });
  });

  it.each([
    "weekly",
    "daily",
    "due",
    "governors",
    "refer penalty-notice Pemberton",
    "letters --term",
    "letters --kind sign-off",
    "templates show lateness",
    "templates proof",
  ])("writes and says for `%s` what the sources do, with no package and no template beside it", async (command) => {
    const args = [...command.split(" "), "--school", school, "--date", "2026-11-23"];
    fs.rmSync(path.join(school, "output"), { recursive: true, force: true });
    const { code, out, err } = await attend(args, { cwd: place });
    const written = filesIn(school);
    fs.rmSync(path.join(school, "output"), { recursive: true, force: true });
    const run = bundled(...args);
    expect({ code: run.status, out: run.stdout, err: run.stderr }).toEqual({ code, out, err });
    expect(filesIn(school)).toEqual(written);
  });

  it("takes a school's own words for a letter, and refuses them when they name no field", () => {
    fs.mkdirSync(path.join(school, "letters"), { recursive: true });
    const run = (words: string) => {
      fs.writeFileSync(path.join(school, "letters/half-term-summary.md"), words);
      return bundled("letters", "--term", "--school", school, "--date", "2026-11-23");
    };
    const refused = run("# About {{child.nmae}}\n");
    expect(refused.stderr).toContain("half-term-summary.md, line 1: There is no field “child.nmae”.");
    expect(refused.status).toBe(2);
    run("# Our own words about {{child.name}}\n");
    const output = path.join(school, "output");
    const pile = Object.keys(filesIn(output)).find((name) => name.endsWith("print-run.html")) ?? "";
    expect(fs.readFileSync(path.join(output, pile), "utf8")).toContain("<h1>Our own words about ");
  });

  it("is read a byte a character, so it holds ASCII only", () => {
    expect(fs.readFileSync(at("dist/bundle/attend.cjs"), "latin1").search(/[\u0080-\u00ff]/)).toBe(-1);
  });

  it("says the version of package.json, as the program itself does", async () => {
    expect(bundled("--version").stdout).toBe(`${version}\n`);
    expect((await attend(["--version"], {})).out).toBe(`${version}\n`);
  });

  it.each([
    ["of another bundle", (bytes: Buffer) => Buffer.concat([Buffer.from("// attend 0\n"), bytes])],
    ["cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ["only begun", (bytes: Buffer) => bytes.subarray(0, 90)],
    ["empty", () => Buffer.alloc(0)],
    ["as long as it was, with nothing in its end", (bytes: Buffer) => Buffer.from(bytes).fill(0, bytes.length - 4096)],
  ])("does without a cache that is %s", (_, spoil) => {
    const whole = fs.readFileSync(cache);
    fs.writeFileSync(cache, spoil(whole));
    const { stdout, stderr, status } = bundled("figures", "--by", "school", "--school", school);
    fs.writeFileSync(cache, whole);
    expect({ stderr, status }).toEqual({ stderr: expect.not.stringContaining("Error") as string, status: 0 });
    expect(stdout).toContain("Reception to Year 6");
  });

  it("makes the cache of another Node in its first weekly run, where it may", () => {
    fs.rmSync(cache);
    bundled("tiers", "--school", school);
    expect(fs.existsSync(cache)).toBe(false);
    bundled("weekly", "--school", school);
    const source = fs.readFileSync(path.join(program, "dist/bundle/attend.cjs"), "latin1");
    const [name = ""] = source.split("\n", 1);
    expect(fs.readFileSync(cache, "latin1").startsWith(`${name} `)).toBe(true);
    expect(bundled("tiers", "--school", school).status).toBe(0);
  });
});
