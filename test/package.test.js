/** The folders for PCs without Node: what is in them, that they run, and that their archives are the same every time. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { archiveOf, layoutFor, writeLayout } from "../scripts/package.js";
import { readTar } from "../scripts/tar.js";

const NODE = { program: Buffer.from("a program"), licence: Buffer.from("Its licence\nin two lines\n") };
const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const isBuilt = existsSync(new URL("../dist/bundle/attend.cjs", import.meta.url));

describe.skipIf(!isBuilt)("the folder for Windows", () => {
  const files = new Map(layoutFor("windows", NODE).map(({ path: name, bytes }) => [name, bytes]));

  it("has all that a start needs, and the licences of what is inside", () => {
    expect([...files.keys()]).toEqual([
      "attend.cmd",
      "Start here.cmd",
      "READ ME.txt",
      "licences/attend.txt",
      "licences/node.txt",
      "licences/packages.txt",
      "node/node.exe",
      "program/package.json",
      "program/bin/attend.js",
      "program/bin/package.json",
      "program/dist/bundle/attend.cjs",
    ]);
    expect(files.get("licences/packages.txt")?.toString()).toContain("handlebars 4");
  });

  it.each([...files.keys()].filter((name) => /\.(?:cmd|txt)$/.test(name)))(
    "ends every line of %s as Windows does",
    (name) => {
      const text = files.get(name).toString();
      expect(text.length).toBeGreaterThan(0);
      expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    },
  );

  it("says which version it is, and of what", () => {
    const readMe = files.get("READ ME.txt").toString();
    expect(readMe).toContain(`attend ${version} for Windows`);
    expect(readMe).toMatch(/Node\.js \d+\.\d+\.\d+,/);
  });

  it("finds its own files whatever is in the path: each is named in quotes, and no folder is entered", () => {
    const starter = files.get("attend.cmd").toString();
    expect(starter).toContain('"%~dp0node\\node.exe" "%~dp0program\\bin\\attend.js" %*');
    expect(starter.replace(/"[^"]*"/g, "")).not.toMatch(/%~dp0|\bcd\b|pushd/);
  });

  it("is zipped to the same bytes every time, with every file", () => {
    const zipped = archiveOf("windows", "attend", layoutFor("windows", NODE));
    expect(archiveOf("windows", "attend", layoutFor("windows", NODE)).equals(zipped)).toBe(true);
    const inside = unzipSync(zipped);
    expect(Object.keys(inside).sort()).toEqual([...files.keys()].map((name) => `attend/${name}`).sort());
    expect(Buffer.from(inside["attend/program/bin/attend.js"])).toEqual(files.get("program/bin/attend.js"));
  });
});

describe.skipIf(!isBuilt)("the archive for Linux", () => {
  it("is the same every time, and gives every file back", () => {
    const files = layoutFor("linux", NODE);
    const packed = archiveOf("linux", "attend", files);
    expect(archiveOf("linux", "attend", files).equals(packed)).toBe(true);
    const inside = readTar(gunzipSync(packed));
    expect([...inside.keys()]).toEqual(files.map(({ path: name }) => `attend/${name}`));
    for (const { path: name, bytes } of files) expect(inside.get(`attend/${name}`).equals(bytes)).toBe(true);
  });

  it.skipIf(process.platform !== "linux")("is one that tar takes, with programs that may be run", () => {
    const listed = execFileSync("tar", ["-tvzf", "-"], {
      input: archiveOf("linux", "attend", layoutFor("linux", NODE)),
    });
    expect(listed.toString()).toMatch(/^-rwxr-xr-x .* attend\/attend$/m);
    expect(listed.toString()).toMatch(/^-rwxr-xr-x .* attend\/node\/node$/m);
    expect(listed.toString()).toMatch(/^-rw-r--r-- .* attend\/READ ME\.txt$/m);
  });
});

describe.skipIf(!isBuilt || process.platform !== "linux")("the folder for Linux", () => {
  let place = "";
  beforeAll(() => {
    place = mkdtempSync(path.join(os.tmpdir(), "attend & (old) folder-"));
    writeLayout(place, layoutFor("linux", NODE));
    // This very Node in the place of the packed one, which need not be fetched for a test.
    rmSync(path.join(place, "node/node"));
    symlinkSync(process.execPath, path.join(place, "node/node"));
    symlinkSync(path.join(place, "attend"), path.join(place, "a link"));
  });
  afterAll(() => {
    rmSync(place, { recursive: true });
  });

  const run = (...args) =>
    spawnSync(path.join(place, "a link"), args, { encoding: "utf8", env: { PATH: "/usr/bin:/bin" }, cwd: place });

  it("runs from a folder with spaces, through a link, and passes on what it is asked", () => {
    expect(run("--version").stdout).toBe(`${version}\n`);
    const made = run("demo", "my school & yours");
    expect(made.stderr + made.stdout).toContain("an invented school of 120 pupils");
    expect(existsSync(path.join(place, "my school & yours/attend.yaml"))).toBe(true);
  });

  it("gives back the exit code", () => {
    expect(run("no-such-command").status).toBe(2);
  });
});
