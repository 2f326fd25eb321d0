/** docs/data-protection.md names every place that the program writes to, and no other. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { STATUTE } from "../src/register/statute.ts";
import { REASONS } from "../src/reports/purge.ts";
import { attend } from "./run.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const page = readFileSync(path.join(ROOT, "docs/data-protection.md"), "utf8");
const written = page.slice(page.indexOf("## What is written"), page.indexOf("## How long"));
const places = [...written.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, place = ""]) => place);

const folder = mkdtempSync(path.join(os.tmpdir(), "attend-places-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it("names each place of output/ that stands in the program, and no other", () => {
  const src = path.join(ROOT, "src");
  const named = readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((file) => /^(?:commands|reports|letters|edge)\b.*\.ts$/.test(file))
    .flatMap((file) => [
      ...readFileSync(path.join(src, file), "utf8").matchAll(/["`](output\/[a-z-]+(?:\.(?:html|log|json))?)/g),
    ])
    .map(([, place = ""]) => place);
  expect(new Set(places.filter((place) => place.startsWith("output/")))).toEqual(new Set(named));
});

it("names every place that runs write to", { timeout: 120_000 }, async () => {
  const school = path.join(folder, "school");
  await attend(["demo", school, "--pupils", "40"], {});
  rmSync(path.join(school, "README.md"));
  for (const args of [
    ["weekly"],
    ["due"],
    ["letters", "--term", "--issue"],
    ["letters", "--kind", "leave-request"],
    ["returns"],
    ["governors"],
    ["newsletter"],
    ["prize", "--year"],
    ["templates", "eject", "praise"],
    ["templates", "proof"],
  ]) {
    await attend([...args, "--school", school, "--date", "2026-11-23"], {});
  }
  const files = readdirSync(school, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => path.relative(school, path.join(each.parentPath, each.name)).split(path.sep).join("/"));
  expect(files.length).toBeGreaterThan(20);
  expect(
    files.filter(
      (file) => !places.some((place) => file === place || file.startsWith(place.endsWith("/") ? place : `${place}/`)),
    ),
  ).toEqual([]);
  expect(existsSync(path.join(school, "output/weekly"))).toBe(true);
});

it("states the years of the register, and each reason for which a line stays", () => {
  const plain = page.replace(/\s+/g, " ");
  expect(plain).toContain(`kept for **${String(STATUTE.registerYears.value)}** years`);
  expect(plain).toContain("SI 2024/208, regulation 7");
  for (const words of [
    "this school year and the last twelve months",
    "a need without an end of a pupil on roll",
    "what speaks of a later day",
    "penalty notices of the last three years",
    "a line and the one that takes it back",
    "a tier or something due today",
    "lines that cannot be read",
  ]) {
    expect(plain).toContain(words);
  }
  expect(Object.keys(REASONS)).toHaveLength(7);
});
